import { currencyExponent } from "@/lib/core/currency-exponent";
import { divideUp, toSafeNumber } from "@/lib/core/decimal";
import { microsOf, money, subtractMoney, type Micros, type Money } from "@/lib/core/money";
import { chargeMinimum, roundToCharge } from "./charge-minimum";
import { convertNearest, convertUp, crossRate } from "./convert";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import type { FxTable, MarginRule, PriceParts } from "./types";

export interface QuoteInput {
  cost: Micros;
  face: Money;
  /** What the buyer pays in. */
  currency: string;
  fx: FxTable;
  rule: MarginRule;
}

export const DEFAULT_MARGIN: MarginRule = { marginPercent: "4", flatFee: { minor: 49, currency: "USD" } };

/**
 * The retail price of a cost: cost in the buyer's currency with the margin on top, rounded up once, and the flat fee. Never below the
 * cost, never below what the card processor can charge. Undefined when a rate for cost or fee is missing: then nothing is sold.
 */
export function priceQuote(input: QuoteInput): PriceParts | undefined {
  const { currency, fx, rule } = input;
  const net = netOf(input);
  const fee = convertUp(microsOf(rule.flatFee), currency, fx);
  if (net === undefined || fee === undefined) return undefined;
  const least = Math.max(net + fee.minor, chargeMinimum(currency, fx).minor);
  const total = money(roundToCharge(least, currency), currency);
  const worth = convertNearest(input.face, currency, fx) ?? null;
  const rateAdds = worth && subtractMoney(subtractMoney(total, fee), worth);
  return { total, fee, worth, rateAdds, tax: null };
}

/** Cost with margin in minor units of the buyer's currency. */
function netOf({ cost, currency, fx, rule }: QuoteInput): number | undefined {
  const rate = crossRate(fx, cost.currency, currency);
  if (!rate) return undefined;
  const step = 10n ** BigInt(6 - currencyExponent(currency));
  const share = HUNDRED_PERCENT + readPercent(rule.marginPercent);
  return toSafeNumber(divideUp(BigInt(cost.micros) * rate[0] * share, rate[1] * step * HUNDRED_PERCENT));
}
