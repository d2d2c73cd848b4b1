import { StripeError } from "./stripe-error";

/** Smallest charge by currency in minor units, as Stripe publishes them; others are taken from one unit on. */
const MINIMUM: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

const LARGEST = 99_999_999;

const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);
/** Without decimals in real life, but counted in hundredths by Stripe for old times' sake. */
const WHOLE_IN_HUNDREDTHS = new Set(["isk", "ugx"]);

/** Throws as Stripe does when an amount cannot be charged in that currency. */
export function checkAmount(amount: number, currency: string, param: string): void {
  const refuse = (code: string, message: string): never => {
    throw new StripeError(message, { code, param, stored: false });
  };
  if (!/^[a-z]{3}$/.test(currency)) refuse("parameter_invalid", `Invalid currency: ${currency}`);
  const least = MINIMUM[currency] ?? 1;
  if (amount < least) {
    refuse("amount_too_small", `Amount must be at least ${formatAmount(least, currency)}`);
  }
  if (amount > LARGEST) {
    refuse("amount_too_large", `Amount must be no more than ${formatAmount(LARGEST, currency)}`);
  }
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0) {
    refuse("parameter_invalid", `Amounts in ${currency} must end in 0, as the last decimal is not supported`);
  }
  if (WHOLE_IN_HUNDREDTHS.has(currency) && amount % 100 !== 0) {
    refuse("parameter_invalid", `Amounts in ${currency} must be whole: the last two digits must be 00`);
  }
}

/** Such as `12.50 USD`, by Stripe's own decimals. */
export function formatAmount(amount: number, currency: string): string {
  const decimals = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2;
  const digits = String(amount).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return `${text} ${currency.toUpperCase()}`;
}
