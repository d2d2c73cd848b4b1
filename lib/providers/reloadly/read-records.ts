import { ProviderUnavailable, type ProviderPromotion, type StatementLine } from "../spec";
import type { Client } from "./client";
import { promotionFrom, statementLineFrom } from "./map-records";
import { readPages } from "./read-pages";
import { promotionSchema, transactionSchema } from "./wire";

/** Report filters are read as the wall time of another zone, and it is not certain of which: asked wider, filtered here. */
const FILTER_SLACK_MS = 14 * 3_600_000;

const filterTime = (at: number): string =>
  encodeURIComponent(new Date(at).toISOString().slice(0, 19).replace("T", " "));

/** Their record of our transactions, oldest first. @throws ProviderUnavailable */
export async function* readStatement(call: Client, from: Date, to: Date): AsyncIterable<StatementLine> {
  const startDate = filterTime(from.getTime() - FILTER_SLACK_MS);
  const endDate = filterTime(to.getTime() + FILTER_SLACK_MS);
  const path = `/topups/reports/transactions?size=500&startDate=${startDate}&endDate=${endDate}`;
  for await (const { rows } of readPages(call, path, "the statement")) {
    for (const row of rows) {
      const transaction = transactionSchema.safeParse(row);
      if (!transaction.success)
        throw new ProviderUnavailable("reloadly", "a transaction of the statement could not be read");
      const line = statementLineFrom(transaction.data);
      if (line.at >= from && line.at < to) yield line;
    }
  }
}

/** Promotions that run now or soon; one that cannot be read is left out. @throws ProviderUnavailable */
export async function readPromotions(call: Client): Promise<ProviderPromotion[]> {
  const found: ProviderPromotion[] = [];
  for await (const { rows } of readPages(call, "/promotions?size=200", "the promotions")) {
    for (const row of rows) {
      const promotion = promotionSchema.safeParse(row);
      const mapped = promotion.success ? promotionFrom(promotion.data) : undefined;
      if (mapped) found.push(mapped);
    }
  }
  return found;
}
