import { divideUp, toSafeNumber } from "@/lib/core/decimal";
import { microsOf, money, type Micros, type Money } from "@/lib/core/money";
import { convertUp } from "./convert";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import type { CardFee, FxTable } from "./types";

/** What is left of a price, in its currency. */
export interface Margin {
  cost: Money;
  cardFee: Money;
  /** Price less tax, cost and what the card takes; below nought when money is lost. */
  left: Money;
  /** Of the price, in hundredths of a percent. */
  share: number;
}

/** What is left of a price when cost, card fee and tax are paid; undefined when a rate is missing. */
export function judgeMargin(
  price: { total: Money; tax?: Money | null | undefined; cost: Micros },
  by: { cardFee: CardFee; fx: FxTable },
): Margin | undefined {
  const { total, tax } = price;
  const { currency } = total;
  const cost = convertUp(price.cost, currency, by.fx);
  const flat = convertUp(microsOf(by.cardFee.flat), currency, by.fx);
  if (!cost || !flat) return undefined;
  const taken = divideUp(BigInt(total.minor) * readPercent(by.cardFee.percent), HUNDRED_PERCENT);
  const cardFee = money(toSafeNumber(taken) + flat.minor, currency);
  const left = money(total.minor - (tax?.minor ?? 0) - cost.minor - cardFee.minor, currency);
  return { cost, cardFee, left, share: Math.round((left.minor * 10_000) / Math.max(1, total.minor)) };
}
