import { currencyPlaces } from "../currency-places";
import { divide, exact, multiply, toUnits, unitsToText } from "../exact-decimal";

const RATE_PLACES = 8;

/** Price of one unit of `currency` in 10⁻⁸ of the account's smallest unit; `margin` in thousandths above the middle of the market. */
export function rateOf(input: {
  currency: string;
  account: string;
  margin: number;
  rates: Record<string, string>;
}): number | undefined {
  const own = input.rates[input.currency];
  const paid = input.rates[input.account];
  if (own === undefined || paid === undefined) return undefined;
  const smallest = exact(String(10 ** currencyPlaces(input.account)));
  const middle = divide(multiply(exact(paid), smallest), exact(own));
  return toUnits(multiply(middle, exact(unitsToText(1000 + input.margin, 3))), RATE_PLACES);
}

/** What `amount` units cost in the account's smallest unit, rounded up. */
export function priceOf(amount: number, rate: number): number {
  const thousandths = BigInt(Math.round(amount * 1000));
  const scale = 1000n * 10n ** BigInt(RATE_PLACES);
  return Number((thousandths * BigInt(rate) + scale - 1n) / scale);
}

/** The rate as the wire shows it. */
export function showRate(rate: number): number {
  return Number(unitsToText(rate, RATE_PLACES));
}
