import { currencyExponent } from "@/lib/core/currency-exponent";
import { divideUp, toSafeNumber } from "@/lib/core/decimal";
import { micros, money, type Micros, type Money } from "@/lib/core/money";
import { HUNDRED_PERCENT, RATE_SCALE, readPercent, readRate } from "./scale";
import type { OfferTerms } from "./types";

const ONE = 10n ** BigInt(RATE_SCALE);

type CostTerms = Pick<
  OfferTerms,
  | "orderCurrency"
  | "walletCurrency"
  | "orderUnitsPerWalletUnit"
  | "discountPercent"
  | "feePercent"
  | "flatFeeMinor"
>;

/**
 * What an order takes from our float, in micros of the wallet's currency, rounded up:
 * (order / rate) × (1 − discount % + fee %) + flat fee / rate.
 * @throws RangeError when a term is no number or the order is in another currency.
 */
export function costOf(offer: CostTerms, order: Money): Micros {
  if (order.currency !== offer.orderCurrency) {
    throw new RangeError(`Ordered in ${offer.orderCurrency}, not ${order.currency}`);
  }
  const toMicros = 10n ** BigInt(6 - currencyExponent(offer.orderCurrency));
  const share = HUNDRED_PERCENT - readPercent(offer.discountPercent) + readPercent(offer.feePercent);
  const ordered = BigInt(order.minor) * toMicros * share;
  const flat = BigInt(offer.flatFeeMinor) * toMicros * HUNDRED_PERCENT;
  const rate = readRate(offer.orderUnitsPerWalletUnit);
  const cost = divideUp((ordered + flat) * ONE, HUNDRED_PERCENT * rate);
  return micros(toSafeNumber(cost), offer.walletCurrency);
}

/**
 * What must be ordered so that at least `face` arrives; undefined when the offer cannot deliver it.
 * A range is ordered in steps from its minimum, rounded up.
 */
export function orderAmountFor(input: { offer: OfferTerms; face: Money }): Money | undefined {
  const { offer, face } = input;
  if (face.currency !== offer.faceCurrency) return undefined;
  if (face.minor < offer.faceMinMinor || face.minor > offer.faceMaxMinor) return undefined;
  if (offer.orderMinor !== null) return money(offer.orderMinor, offer.orderCurrency);
  if (offer.orderMinMinor === null || offer.orderMaxMinor === null || offer.facePerOrderUnit === null) {
    return undefined;
  }
  const exact = divideUp(
    BigInt(face.minor) * 10n ** BigInt(currencyExponent(offer.orderCurrency)) * ONE,
    10n ** BigInt(currencyExponent(offer.faceCurrency)) * readRate(offer.facePerOrderUnit),
  );
  const least = BigInt(offer.orderMinMinor);
  const step = BigInt(offer.orderStepMinor);
  const steps = exact > least ? divideUp(exact - least, step) : 0n;
  const order = least + steps * step;
  return order > BigInt(offer.orderMaxMinor) ? undefined : money(toSafeNumber(order), offer.orderCurrency);
}

type RangeTerms = Pick<OfferTerms, "orderCurrency" | "orderStepMinor" | "faceCurrency"> & {
  orderMinMinor: number;
  orderMaxMinor: number;
  facePerOrderUnit: string;
};

/** Bounds of what a range can deliver, in minor units of the face currency; undefined when nothing fits between them. */
export function faceBoundsOf(range: RangeTerms): { min: Money; max: Money } | undefined {
  const rate = readRate(range.facePerOrderUnit);
  const numerator = 10n ** BigInt(currencyExponent(range.faceCurrency)) * rate;
  const denominator = 10n ** BigInt(currencyExponent(range.orderCurrency)) * ONE;
  const least = BigInt(range.orderMinMinor);
  const step = BigInt(range.orderStepMinor);
  const most = least + ((BigInt(range.orderMaxMinor) - least) / step) * step;
  const min = divideUp(least * numerator, denominator);
  const max = (most * numerator) / denominator;
  if (most < least || min > max || max <= 0n) return undefined;
  return {
    min: money(toSafeNumber(min), range.faceCurrency),
    max: money(toSafeNumber(max), range.faceCurrency),
  };
}
