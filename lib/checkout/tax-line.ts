import { micros, money } from "@/lib/core/money";
import type { CheckoutLine, FrozenLine } from "@/lib/orders";
import { taxWithin, type FxTable, type PriceBook } from "@/lib/pricing";

export type LineTax = NonNullable<FrozenLine["tax"]> & { taxMinor: number };

/** What of a line is tax where its buyer lives, after what a code takes off; null where no tax is taken. What our rate adds is less by it. */
export function taxLine(
  { totalMinor, totalCurrency, costMicros, costCurrency, price }: CheckoutLine["quote"],
  by: { discountMinor: number; residence: string; book: PriceBook; fx: FxTable },
): LineTax | null {
  const rate = by.book.tax?.[by.residence];
  if (!rate) return null;
  const paid = {
    total: money(totalMinor - by.discountMinor, totalCurrency),
    cost: micros(costMicros, costCurrency),
  };
  const taxed = taxWithin(paid, rate, by.fx);
  if (!taxed) return null;
  const taxMinor = taxed.tax.minor;
  return {
    taxMinor,
    rateAddsMinor: price.rateAddsMinor === null ? null : price.rateAddsMinor - taxMinor,
    taxed: { baseMinor: taxed.base.minor, percent: rate.percent, country: by.residence },
  };
}
