import { currencyExponent } from "@/lib/core/currency-exponent";
import { divideUp, toSafeNumber } from "@/lib/core/decimal";
import { microsOf, money, subtractMoney, type Micros, type Money } from "@/lib/core/money";
import { chargeMinimum } from "./charge-minimum";
import { convertNearest, convertUp, crossRate } from "./convert";
import { roundPrice } from "./round-price";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import type { CardFee, FxTable, MarginRule, PriceParts, Rounding } from "./types";

export interface QuoteInput {
  cost: Micros;
  face: Money;
  /** What the buyer pays in. */
  currency: string;
  fx: FxTable;
  rule: MarginRule;
  rounding?: Rounding | undefined;
  /** Added to the rate where the cost is in another currency. */
  spreadPercent?: string;
  /** With it the price covers what the card costs us as well. */
  cardFee?: CardFee;
}

export const DEFAULT_MARGIN: MarginRule = { marginPercent: "4", flatFee: { minor: 49, currency: "USD" } };

/**
 * The retail price of a cost: cost in the buyer's currency with the margin on top and the flat fee, rounded up. Never below the cost unless
 * the rule may lose, never below what the card processor can charge. Undefined when a rate for cost or fee is missing: then nothing is sold.
 */
export function priceQuote(input: QuoteInput): PriceParts | undefined {
  const { currency, fx, rule, rounding } = input;
  const net = netOf(input);
  const fee = convertUp(microsOf(rule.flatFee), currency, fx);
  const floor = rule.mayLose ? 0 : floorOf(input);
  if (net === undefined || fee === undefined || floor === undefined) return undefined;
  const bare = roundPrice(Math.max(net + fee.minor, floor, coveringOf(input)), currency, rounding);
  const least = roundPrice(chargeMinimum(currency, fx).minor, currency, rounding);
  const total = money(Math.max(bare, least), currency);
  const lift = total.minor > bare ? money(total.minor - bare, currency) : null;
  const worth = convertNearest(input.face, currency, fx) ?? null;
  const rateAdds = worth && subtractMoney(money(bare - fee.minor, currency), worth);
  return { total, fee, worth, rateAdds, lift, tax: null };
}

/** The cost itself in minor units of the buyer's currency, rounded up. */
const floorOf = ({ cost, currency, fx }: QuoteInput): number | undefined =>
  convertUp(cost, currency, fx)?.minor;

/** What must be paid so that the cost is left when the card's fee is taken; nought where that may be lost or is not known. */
function coveringOf({ cost, currency, fx, rule, cardFee }: QuoteInput): number {
  if (rule.mayLose || !cardFee) return 0;
  const whole = convertUp(cost, currency, fx)?.minor;
  const flat = convertUp(microsOf(cardFee.flat), currency, fx)?.minor;
  const left = HUNDRED_PERCENT - readPercent(cardFee.percent);
  if (whole === undefined || flat === undefined || left <= 0n) return 0;
  return toSafeNumber(divideUp(BigInt(whole + flat) * HUNDRED_PERCENT, left));
}

/** Cost with spread and margin in minor units of the buyer's currency; the margin is the rule's least at least. */
function netOf({ cost, currency, fx, rule, spreadPercent = "0" }: QuoteInput): number | undefined {
  const rate = crossRate(fx, cost.currency, currency);
  if (!rate) return undefined;
  const step = 10n ** BigInt(6 - currencyExponent(currency));
  const spread = HUNDRED_PERCENT + (cost.currency === currency ? 0n : readPercent(spreadPercent));
  const share = HUNDRED_PERCENT + readPercent(rule.marginPercent);
  const [spent, unit] = [BigInt(cost.micros) * rate[0] * spread, rate[1] * step * HUNDRED_PERCENT];
  const withMargin = toSafeNumber(divideUp(spent * share, unit * HUNDRED_PERCENT));
  if (!rule.least) return withMargin;
  const least = convertUp(microsOf(rule.least), currency, fx);
  return least && Math.max(withMargin, toSafeNumber(divideUp(spent, unit)) + least.minor);
}
