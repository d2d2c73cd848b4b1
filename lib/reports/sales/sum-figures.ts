import { micros } from "@/lib/core/money";
import type { Outcome } from "@/db/schema";
import { timeWithin } from "../delivery-times";
import { REPORTING_CURRENCY } from "../reporting-currency";
import type { Figures } from "./types";

/** What rollups count of orders of one outcome, and of one step of the scale of times. */
export interface Counted {
  outcome: Outcome;
  step: number;
  orders: number;
  unpriced: number;
  /** Sums of bigints come as text. */
  revenue: string | number;
  profit: string | number;
}

/**
 * The columns of `Counted` as SQL sums them: money as doubles, which hold whole micros exactly up to nine thousand million dollars and are summed
 * many times faster than numbers of any length.
 */
export const COUNTED_SUMS = `sum(orders)::int as orders, sum(unpriced)::int as unpriced, sum(revenue_micros::float8)::bigint::text as revenue,
  sum(profit_micros::float8)::bigint::text as profit`;

const inReporting = (amount: number) => micros(amount, REPORTING_CURRENCY);

/** Puts what was counted together. `times`, where they are counted apart. */
export function sumFigures(
  rows: readonly Counted[],
  times: readonly { step: number; orders: number }[] = rows.filter(({ outcome }) => outcome === "delivered"),
): Figures {
  const by: Record<Outcome, number> = { delivered: 0, failed: 0, cancelled: 0, unpaid: 0, open: 0 };
  let [revenue, profit, unpriced] = [0, 0, 0];
  for (const row of rows) {
    by[row.outcome] += row.orders;
    unpriced += row.unpriced;
    revenue += Number(row.revenue);
    profit += Number(row.profit);
  }
  const ended = by.delivered + by.failed;
  return {
    orders: by.delivered + by.failed + by.cancelled + by.unpaid + by.open,
    ...by,
    share: ended > 0 ? by.delivered / ended : null,
    medianMs: timeWithin(times, 0.5),
    p95Ms: timeWithin(times, 0.95),
    revenue: inReporting(revenue),
    profit: inReporting(profit),
    unpriced,
  };
}
