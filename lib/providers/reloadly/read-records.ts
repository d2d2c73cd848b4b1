import { ProviderUnavailable, type ProviderPromotion, type StatementLine } from "../spec";
import type { Calls, Client } from "./client";
import { lineOfOrder, lineOfPayment, promotionFrom, statementLineFrom } from "./map-records";
import { readPages } from "./read-pages";
import { promotionSchema } from "./wire";

/** Report filters are read as the wall time of another zone, and it is not certain of which: asked wider, filtered here. */
const FILTER_SLACK_MS = 14 * 3_600_000;

const filterTime = (at: number): string =>
  encodeURIComponent(new Date(at).toISOString().slice(0, 19).replace("T", " "));

interface Report {
  call: Client | undefined;
  path: string;
  lineOf(row: unknown): StatementLine | undefined;
}

async function* readReport(
  { call, path, lineOf }: Report,
  from: Date,
  to: Date,
): AsyncGenerator<StatementLine> {
  if (!call) return;
  const startDate = filterTime(from.getTime() - FILTER_SLACK_MS);
  const endDate = filterTime(to.getTime() + FILTER_SLACK_MS);
  const query = `${path}&startDate=${startDate}&endDate=${endDate}`;
  for await (const { rows } of readPages(call, query, "the statement")) {
    for (const row of rows) {
      const line = lineOf(row);
      if (!line)
        throw new ProviderUnavailable("reloadly", "a transaction of the statement could not be read");
      if (line.at >= from && line.at < to) yield line;
    }
  }
}

/** Their record of our top-ups, gift cards and bills, one after the other; a page in memory. @throws ProviderUnavailable */
export async function* readStatement(calls: Calls, from: Date, to: Date): AsyncIterable<StatementLine> {
  const reports: Report[] = [
    { call: calls.topups, path: "/topups/reports/transactions?size=500", lineOf: statementLineFrom },
    { call: calls.giftcards, path: "/reports/transactions?size=50", lineOf: lineOfOrder },
    { call: calls.utilities, path: "/transactions?size=200", lineOf: lineOfPayment },
  ];
  for (const report of reports) yield* readReport(report, from, to);
}

/** Promotions that run now or soon; one that cannot be read is left out. @throws ProviderUnavailable */
export async function readPromotions(call: Client, language?: string): Promise<ProviderPromotion[]> {
  const found: ProviderPromotion[] = [];
  const asked = language ? `&languageCode=${encodeURIComponent(language)}` : "";
  for await (const { rows } of readPages(call, `/promotions?size=200${asked}`, "the promotions")) {
    for (const row of rows) {
      const promotion = promotionSchema.safeParse(row);
      const mapped = promotion.success ? promotionFrom(promotion.data) : undefined;
      if (mapped) found.push(mapped);
    }
  }
  return found;
}
