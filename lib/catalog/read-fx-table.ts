import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { FxTable } from "@/lib/pricing";

/** Rates that are older are not known any more, since prices stand on them. */
export const KNOWN_FOR = "7 days";

/** Rates that are known, then those that staff set by hand for a while, which count instead. */
export const RATES = `select base, quote, rate from fx_rates where at > app_now() - interval '${KNOWN_FOR}'
  union all select base, quote, rate from fx_overrides where ended_at is null and until > app_now()`;

/** The base is that of the source; without it, that of what was set by hand. */
export function fxTableOf(rows: unknown[][]): FxTable {
  const base = rows[0] ? String(rows[0][0]) : "USD";
  return {
    base,
    rates: Object.fromEntries(rows.filter((row) => row[0] === base).map(([, quote, rate]) => [quote, rate])),
  };
}

/** The mid-market rates that are known; older ones than a week are not, since prices stand on them. */
export async function readFxTable(ctx: Ctx): Promise<FxTable> {
  return fxTableOf(await runStatement(ctx, () => RATES));
}
