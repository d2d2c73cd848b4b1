import { currencyExponent } from "./currency-exponent";
import { parseExact } from "./decimal";
import { money, type Money } from "./money";

const MOST = 10n ** 13n;

/** An amount as staff type it, `12.50`, in a currency; undefined when it is none, has more digits than the currency, or is not above nought. */
export function parseMoney(text: string, currency: string): Money | undefined {
  if (!/^\d{1,13}([.,]\d{1,3})?$/.test(text.trim())) return undefined;
  const minor = parseExact(text.trim().replace(",", "."), currencyExponent(currency));
  return minor === undefined || minor <= 0n || minor > MOST ? undefined : money(Number(minor), currency);
}
