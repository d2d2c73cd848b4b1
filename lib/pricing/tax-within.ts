import { toSafeNumber } from "@/lib/core/decimal";
import { money, type Micros, type Money } from "@/lib/core/money";
import { convertUp } from "./convert";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import type { FxTable, TaxRate } from "./types";

export interface Taxed {
  tax: Money;
  /** What it is taken of, without the tax itself. */
  base: Money;
}

/**
 * The tax that a price contains, rounded half up: of all of it, or of what is left of it above the cost, nothing when nothing is left.
 * Undefined when a rate is missing.
 */
export function taxWithin(
  price: { total: Money; cost: Micros },
  rate: TaxRate,
  fx: FxTable,
): Taxed | undefined {
  const { total } = price;
  const cost = rate.base === "price" ? money(0, total.currency) : convertUp(price.cost, total.currency, fx);
  if (!cost) return undefined;
  const gross = Math.max(0, total.minor - cost.minor);
  const percent = readPercent(rate.percent);
  const whole = HUNDRED_PERCENT + percent;
  const tax = toSafeNumber((2n * BigInt(gross) * percent + whole) / (2n * whole));
  return { tax: money(tax, total.currency), base: money(gross - tax, total.currency) };
}
