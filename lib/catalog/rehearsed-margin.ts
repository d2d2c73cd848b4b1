import { micros, microsOf, money, type Micros } from "@/lib/core/money";
import { convertNearest, convertUp, type FxTable } from "@/lib/pricing";

/** What buyers paid for something in one currency, less tax, in its minor units. */
export interface Paid {
  currency: string;
  minor: number;
}

/** Costs that are known in the currency they are told in; undefined when a rate is missing. */
export function costIn(cost: Micros, currency: string, fx: FxTable): Micros | undefined {
  if (cost.currency === currency) return cost;
  const converted = convertUp(cost, currency, fx);
  return converted && microsOf(converted);
}

/** What was paid less what it costs; each currency at its rate. Undefined when one is missing: the others alone would be no margin. */
export function marginOf(
  { paid, cost }: { paid: readonly Paid[]; cost: Micros },
  { currency, fx }: { currency: string; fx: FxTable },
): Micros | undefined {
  const taken = costIn(cost, currency, fx);
  const worth = paid.map((one) => convertNearest(money(one.minor, one.currency), currency, fx));
  if (!taken || worth.includes(undefined)) return undefined;
  const brought = worth.reduce((sum, one) => sum + (one ? microsOf(one).micros : 0), 0);
  return micros(brought - taken.micros, currency);
}
