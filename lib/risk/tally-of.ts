import { addMoney, money, type Money } from "@/lib/core/money";
import type { Tally } from "./judge-limits";
import { LIMIT_CURRENCY, SPANS } from "./limits";

/** What was bought in each of the spans, in one currency, the shortest span first. */
export interface SpanSums {
  spans: readonly { orders: number; worth: Money }[];
}

/** Sums of several currencies as one tally. @param worthOf an amount in the currency of limits */
export function tallyOf(rows: readonly SpanSums[], worthOf: (amount: Money) => Money): Tally {
  const spans = SPANS.map((span, at) => {
    const parts = rows.flatMap((row) => row.spans[at] ?? []);
    return [
      span,
      {
        orders: parts.reduce((all, { orders }) => all + orders, 0),
        worth: parts.reduce((all, { worth }) => addMoney(all, worthOf(worth)), money(0, LIMIT_CURRENCY)),
      },
    ];
  });
  return Object.fromEntries(spans) as Tally;
}
