import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled } from "@/lib/core/decimal";
import type { Money } from "@/lib/core/money";

/**
 * An amount as the JSON number their schema wants. It is written from its digits and never reckoned with; undefined when a double could
 * not hold every digit.
 */
export function wireAmount(amount: Money): number | undefined {
  const text = formatScaled(BigInt(amount.minor), currencyExponent(amount.currency));
  return String(Number(text)) === text ? Number(text) : undefined;
}
