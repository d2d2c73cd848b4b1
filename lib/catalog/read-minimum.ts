import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact, safeNumberOf } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";

/** "USD 5 and up", "5–100 USD": a currency, and the first number beside it. */
const AMOUNT = /\b([A-Z]{3})\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?:\s*[-–]\s*\d+(?:\.\d+)?)?\s*([A-Z]{3})\b/;

/** The least amount that a provider's words name; undefined when they name none, or nothing that could be missed. */
export function readMinimum(text: string): Money | undefined {
  const match = AMOUNT.exec(text);
  const currency = match?.[1] ?? match?.[4];
  const amount = match?.[2] ?? match?.[3];
  if (!currency || !amount) return undefined;
  const minor = safeNumberOf(parseExact(amount, currencyExponent(currency)));
  return minor === undefined || minor <= 0 ? undefined : money(minor, currency);
}
