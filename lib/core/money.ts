import { currencyDisplay } from "./currency-display";
import { currencyExponent } from "./currency-exponent";

/** An amount in the currency's minor units (a safe integer) with its ISO 4217 code in capitals. */
export interface Money {
  minor: number;
  currency: string;
}

/** An amount in 10⁻⁶ of a major unit: provider debits, floats and ledger rows. */
export interface Micros {
  micros: number;
  currency: string;
}

/** ISO 4217's code for no currency: of what has no face value, such as a travel plan. */
export const NO_CURRENCY = "XXX";

export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`Not a whole number of minor units: ${minor}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Not a currency code: ${currency}`);
  return { minor, currency };
}

export function micros(amount: number, currency: string): Micros {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a whole number of micros: ${amount}`);
  return { micros: amount, currency };
}

function assertSameCurrency(a: { currency: string }, b: { currency: string }): void {
  if (a.currency !== b.currency) throw new RangeError(`Cannot combine ${a.currency} with ${b.currency}`);
}

export function addMoney(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

/** Money as micros: exact, because no currency has more than three decimals. */
export function microsOf(amount: Money): Micros {
  return micros(amount.minor * 10 ** (6 - currencyExponent(amount.currency)), amount.currency);
}

/** Micros as money, rounded up to the next minor unit (the shop rounds once, upwards). */
export function moneyFromMicrosUp(amount: Micros): Money {
  const step = 10 ** (6 - currencyExponent(amount.currency));
  return money(Math.ceil(amount.micros / step), amount.currency);
}

/** Money as a plain decimal string in major units: `1142 USD` → `"11.42"`. */
export function toDecimal(amount: Money): string {
  const exponent = currencyExponent(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(exponent + 1, "0");
  const sign = amount.minor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatOf(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: currencyDisplay(currency, locale),
    // The same digits in every language; releases of ICU differ in what they take for Arabic.
    numberingSystem: "latn",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

/** Where the page runs from right to left, the sign of "US$" would come to stand in front of it: the currency is set apart. */
function rightToLeft(parts: Intl.NumberFormatPart[]): string {
  return parts.map(({ type, value }) => (type === "currency" ? `\u2066${value}\u2069` : value)).join("");
}

/** `₦10,000` or `$11.42`: written the way the locale writes it; whole amounts without decimals when `compact`. */
export function formatMoney(amount: Money, locale: string, options: { compact?: boolean } = {}): string {
  const exponent = currencyExponent(amount.currency);
  const whole = amount.minor % 10 ** exponent === 0;
  const digits = options.compact && whole ? 0 : exponent;
  const format = formatOf(locale, amount.currency, digits);
  const decimal = toDecimal(amount) as unknown as number;
  return locale === "ar" ? rightToLeft(format.formatToParts(decimal)) : format.format(decimal);
}
