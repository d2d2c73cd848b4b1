import { ProviderUnavailable, type StatementLine } from "../spec";
import { statementLineFrom } from "./map-records";
import { readPages, type Pager } from "./read-pages";
import { invoiceSchema } from "./wire";

/** The zone of their filters is not stated: asked wider on both sides, filtered here. */
const FILTER_SLACK_MS = 14 * 3_600_000;

const filterTime = (at: number): string =>
  encodeURIComponent(new Date(at).toISOString().slice(0, 19).replace("T", " "));

/** Their record of what we paid, a line an invoice; a page in memory. One that moved to the next page meanwhile comes twice. @throws ProviderUnavailable */
export async function* readStatement(pager: Pager, from: Date, to: Date): AsyncIterable<StatementLine> {
  const after = filterTime(from.getTime() - FILTER_SLACK_MS);
  const before = filterTime(to.getTime() + FILTER_SLACK_MS);
  for await (const rows of readPages(pager, `/invoices?after=${after}&before=${before}`, "the invoices")) {
    for (const row of rows) {
      const invoice = invoiceSchema.safeParse(row);
      if (!invoice.success)
        throw new ProviderUnavailable("bitrefill", "an invoice of the statement could not be read");
      const line = statementLineFrom(invoice.data);
      if (line && line.at >= from && line.at < to) yield line;
    }
  }
}
