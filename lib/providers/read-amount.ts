import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseScaled } from "@/lib/core/decimal";
import { micros, money, type Micros, type Money } from "@/lib/core/money";

type Text = string | null | undefined;

const isCurrency = (text: Text): text is string => /^[A-Z]{3}$/.test(text ?? "");

/** Undefined for what no number of ours can hold: a purchase never throws, whatever its answer says. */
function unitsFrom(text: Text, scale: number): number | undefined {
  const units = text ? parseScaled(text, scale) : undefined;
  return units !== undefined && Number.isSafeInteger(Number(units)) ? Number(units) : undefined;
}

/** A decimal of theirs as money, digits beyond the minor unit cut. Undefined when it is none. */
export function moneyFrom(amount: Text, currency: Text): Money | undefined {
  if (!isCurrency(currency)) return undefined;
  const minor = unitsFrom(amount, currencyExponent(currency));
  return minor === undefined ? undefined : money(minor, currency);
}

/** The same as micros; it may be negative. */
export function microsFrom(amount: Text, currency: Text): Micros | undefined {
  if (!isCurrency(currency)) return undefined;
  const value = unitsFrom(amount, 6);
  return value === undefined ? undefined : micros(value, currency);
}

/** What they say has arrived: a sum of nought or less is none, whatever they mean by it. */
export function arrivedFrom(amount: Text, currency: Text): Money | undefined {
  const arrived = moneyFrom(amount, currency);
  return arrived && arrived.minor > 0 ? arrived : undefined;
}

/** What they say was taken for a purchase: never less than nothing. */
export function takenFrom(amount: Text, currency: Text): Micros | undefined {
  const taken = microsFrom(amount, currency);
  return taken && taken.micros >= 0 ? taken : undefined;
}

/** A whole number of theirs, such as `7` or `7.0`. */
export const wholeFrom = (amount: Text): number | undefined => unitsFrom(amount, 0);
