import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled, parseScaled, toSafeNumber } from "@/lib/core/decimal";
import { micros, money, type Micros, type Money } from "@/lib/core/money";

type Text = string | null | undefined;

/** A decimal of theirs as money, digits beyond the minor unit cut; undefined when it is none. */
export function moneyFrom(text: Text, currency: Text): Money | undefined {
  if (!text || !currency || !/^[A-Z]{3}$/.test(currency)) return undefined;
  const minor = parseScaled(text, currencyExponent(currency));
  return minor === undefined ? undefined : money(toSafeNumber(minor), currency);
}

export function microsFrom(text: Text, currency: Text): Micros | undefined {
  if (!text || !currency) return undefined;
  const amount = parseScaled(text, 6);
  return amount === undefined ? undefined : micros(toSafeNumber(amount), currency);
}

/**
 * An amount as the JSON number their schema wants. It is written from its digits and never reckoned with; undefined when a double could
 * not hold every digit.
 */
export function wireAmount(amount: Money): number | undefined {
  const text = formatScaled(BigInt(amount.minor), currencyExponent(amount.currency));
  return String(Number(text)) === text ? Number(text) : undefined;
}
