import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { FxTable } from "@/lib/pricing";

/** The mid-market rates that are known; older ones than a week are not, since prices stand on them. */
export async function readFxTable(ctx: Ctx): Promise<FxTable> {
  const rows = await runStatement(
    ctx,
    () => "select base, quote, rate from fx_rates where at > app_now() - interval '7 days'",
  );
  return {
    base: rows[0] ? String(rows[0][0]) : "USD",
    rates: Object.fromEntries(rows.map(([, quote, rate]) => [quote, rate])),
  };
}
