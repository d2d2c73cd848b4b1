/** Currencies whose minor unit has no decimals; what stands in neither list has two. */
const ZERO_DECIMAL = [
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "ISK",
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
/** No decimals, yet Stripe wants them written with two. */
const STRIPE_WRITES_TWO = new Set(["ISK", "UGX"]);

const exponents = new Map<string, number>([
  ...ZERO_DECIMAL.map((code) => [code, 0] as const),
  ...THREE_DECIMAL.map((code) => [code, 3] as const),
]);

/** Decimals of the currency's minor unit (ISO 4217). */
export function currencyExponent(currency: string): number {
  return exponents.get(currency) ?? 2;
}

/** Our minor units as the number Stripe's API wants. */
export function toStripeUnits(minor: number, currency: string): number {
  return STRIPE_WRITES_TWO.has(currency) ? minor * 100 : minor;
}

/** The inverse of `toStripeUnits`. */
export function fromStripeUnits(units: number, currency: string): number {
  return STRIPE_WRITES_TWO.has(currency) ? Math.trunc(units / 100) : units;
}

/** Smallest step of a charge that Stripe accepts, in our minor units: three-decimal amounts must end in 0. */
export function chargeStep(currency: string): number {
  return THREE_DECIMAL.includes(currency) ? 10 : 1;
}
