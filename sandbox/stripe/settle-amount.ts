import { currencyPlaces } from "../currency-places";
import table from "../world/fx-rates.json" with { type: "json" };

const RATES: Record<string, string> = { ...table.rates, USD: "1" };
const PLACES = 12;

function rateOf(currency: string): bigint {
  const [whole = "0", fraction = ""] = (RATES[currency.toUpperCase()] ?? "1").split(".");
  return BigInt(whole + fraction.padEnd(PLACES, "0").slice(0, PLACES));
}

/** Stripe writes two decimals of these, though they have none. */
const WRITTEN_WITH_TWO = new Set(["ISK", "UGX"]);

const scaleOf = (currency: string): bigint =>
  10n ** BigInt(WRITTEN_WITH_TWO.has(currency.toUpperCase()) ? 2 : currencyPlaces(currency.toUpperCase()));

interface Settled {
  /** Minor units of the currency that the account is paid in. */
  amount: number;
  /** Lower case, as Stripe writes it. */
  currency: string;
  /** How much of it one unit of the card's currency became; absent where they are the same. */
  exchangeRate?: string;
}

/** An amount as it reaches an account that is paid in one currency, at the mid-market rate; as it is without one. Rounded towards nought. */
export function settle(moved: { amount: number; currency: string }, into: string | undefined): Settled {
  const currency = into?.toLowerCase();
  if (!currency || currency === moved.currency) return { amount: moved.amount, currency: moved.currency };
  const [from, to] = [rateOf(moved.currency), rateOf(currency)];
  const settled = (BigInt(moved.amount) * scaleOf(currency) * to) / (scaleOf(moved.currency) * from);
  const rate = ((to * 10n ** BigInt(PLACES)) / from).toString().padStart(PLACES + 1, "0");
  return {
    amount: Number(settled),
    currency,
    exchangeRate: `${rate.slice(0, -PLACES)}.${rate.slice(-PLACES)}`,
  };
}
