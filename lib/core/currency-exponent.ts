/** Decimals of a currency's minor unit as Stripe counts them; what is not listed has two. */
const ZERO_DECIMAL = [
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "JPY",
  "KMF",
  "KRW",
  "MGA",
  "PYG",
  "RWF",
  "UGX",
  "VND",
  "VUV",
  "XAF",
  "XOF",
  "XPF",
];
const THREE_DECIMAL = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/** ISO 4217 says none, but Stripe takes them with two decimals that must be 00. */
const TWO_DECIMAL_WHOLE_ONLY = ["ISK", "UGX"];

const exponents = new Map<string, number>([
  ...ZERO_DECIMAL.map((code) => [code, 0] as const),
  ...THREE_DECIMAL.map((code) => [code, 3] as const),
]);

/** Exponent used inside Homeline: minor units of ISO 4217. */
export function currencyExponent(currency: string): number {
  return exponents.get(currency) ?? 2;
}

/** Amount for Stripe's API, in the unit Stripe wants for this currency. */
export function stripeUnits(minor: number, currency: string): number {
  if (currency === "UGX") return minor * 100;
  return minor;
}

/** The inverse of `stripeUnits`. */
export function fromStripeUnits(units: number, currency: string): number {
  if (currency === "UGX") return Math.round(units / 100);
  return units;
}

/** Smallest step of an amount that Stripe accepts, in our minor units. */
export function chargeStep(currency: string): number {
  if (THREE_DECIMAL.includes(currency)) return 10;
  if (TWO_DECIMAL_WHOLE_ONLY.includes(currency) && currencyExponent(currency) === 2) return 100;
  return 1;
}
