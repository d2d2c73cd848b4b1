import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { fxRates } from "@/db/schema";
import type { FxTable } from "@/lib/pricing";

/** The mid-market rates that are known; older ones than a week are not, since prices stand on them. */
export async function readFxTable(ctx: Ctx): Promise<FxTable> {
  const rows = await ctx.db
    .select({ base: fxRates.base, quote: fxRates.quote, rate: fxRates.rate })
    .from(fxRates)
    .where(sql`${fxRates.at} > app_now() - interval '7 days'`);
  return {
    base: rows[0]?.base ?? "USD",
    rates: Object.fromEntries(rows.map((row) => [row.quote, row.rate])),
  };
}
