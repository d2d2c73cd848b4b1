import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { FxTable, PriceBook } from "@/lib/pricing";
import { DEFAULT_BOOK } from "@/lib/pricing";
import { readBookRows } from "./read-book-rows";
import { fxTableOf, RATES } from "./read-fx-table";

export interface Pricing {
  fx: FxTable;
  book: PriceBook;
}

/** The change that counted last, with how many do: they only ever become more, so the two name what counts. */
const STAMP = `select '', (count(*) over ())::text, id::text from (
    select id, takes_effect_at, n from price_changes where withdrawn_at is null and takes_effect_at <= app_now()
    order by takes_effect_at desc, n desc) counted limit 1`;

/** Kept by each process: books do not change, another takes their place. The last few, for tests open many databases. */
const known = new Map<string, PriceBook>();
const KEPT = 8;

async function bookOf(ctx: Ctx, stamp: unknown[] | undefined): Promise<PriceBook> {
  if (!stamp) return DEFAULT_BOOK;
  const key = stamp.join(":");
  const kept = known.get(key);
  if (kept) return kept;
  const book = await readBookRows(ctx);
  known.set(key, book);
  for (const old of [...known.keys()].slice(0, -KEPT)) known.delete(old);
  return book;
}

/** Rates and rules that prices are made by at this moment. One statement while the rules are as this process knows them. */
export async function readPricing(ctx: Ctx): Promise<Pricing> {
  const rows = await runStatement(
    ctx,
    () => `select base, quote, rate::text from (${RATES}) rates union all select * from (${STAMP}) stamp`,
  );
  const stamp = rows.find(([base]) => base === "");
  return { fx: fxTableOf(rows.filter((row) => row !== stamp)), book: await bookOf(ctx, stamp) };
}
