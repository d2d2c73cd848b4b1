import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseScaled, toSafeNumber } from "@/lib/core/decimal";
import { micros, money, type Micros, type Money } from "@/lib/core/money";

type Text = string | null | undefined;

const isCurrency = (text: Text): text is string => /^[A-Z]{3}$/.test(text ?? "");

/** A decimal of theirs as money, digits beyond the minor unit cut. Undefined when it is none. */
export function moneyFrom(amount: Text, currency: Text): Money | undefined {
  if (!amount || !isCurrency(currency)) return undefined;
  const minor = parseScaled(amount, currencyExponent(currency));
  return minor === undefined ? undefined : money(toSafeNumber(minor), currency);
}

/** The same as micros; it may be negative. */
export function microsFrom(amount: Text, currency: Text): Micros | undefined {
  if (!amount || !isCurrency(currency)) return undefined;
  const value = parseScaled(amount, 6);
  return value === undefined ? undefined : micros(toSafeNumber(value), currency);
}

/** A whole number of theirs, such as `7` or `7.0`. */
export function wholeFrom(amount: Text): number | undefined {
  const value = amount ? parseScaled(amount, 0) : undefined;
  return value === undefined ? undefined : toSafeNumber(value);
}
