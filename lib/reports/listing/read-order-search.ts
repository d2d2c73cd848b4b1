import { validate as isUuid } from "uuid";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import { isPublicId } from "@/lib/core/ids";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { FORBIDDEN_DESTINATIONS } from "@/lib/core/forbidden-destination";
import { digitsOf } from "@/lib/phone/digits-of";
import { parseNumber } from "@/lib/phone/parse-number";
import type { OrderSearch } from "./types";

const LONGEST = 254;
const SIGNS: Record<string, string> = { $: "USD", "€": "EUR", "£": "GBP" };
/** The largest that is kept anywhere. */
const MOST_MINOR = 10n ** 12n;
/** Orders are found wherever they went, also when that is sold to no more. */
const EVERYWHERE = { sellToForbidden: FORBIDDEN_DESTINATIONS };

/** A national number without its country may be a number in many: all of them are looked for. */
function numbersOf(text: string): string[] {
  const typed = digitsOf(text);
  if (typed.letters || typed.digits.length < 5 || typed.digits.length > 20) return [];
  const readings = typed.international
    ? [parseNumber({ input: text }, EVERYWHERE)]
    : COUNTRIES.map(({ country }) => parseNumber({ input: text, country }, EVERYWHERE));
  const numbers = readings.flatMap((reading) => (reading.ok ? [reading.value.e164] : []));
  // Also as it stands, for numbers that were valid once.
  return [...new Set([...numbers, `+${typed.digits}`])];
}

function minorOf(text: string, exponent: number): number | undefined {
  const minor = parseExact(text, exponent);
  return minor === undefined || minor < 0n || minor > MOST_MINOR ? undefined : Number(minor);
}

/** `12.40`, `USD 12.40`, `12,40 €` or `1,240.50 USD`; a bare whole number of five digits or more is no amount. */
function amountsOf(text: string): { minor: number; currency: string | null }[] {
  const match = /^(?:([A-Za-z]{3})\s*|([$€£])\s*)?(\d[\d,. ]*?)(?:\s*([A-Za-z]{3})|\s*([$€£]))?$/.exec(text);
  if (!match?.[3]) return [];
  const currency = (match[1] ?? match[4])?.toUpperCase() ?? SIGNS[match[2] ?? match[5] ?? ""] ?? null;
  const digits = match[3].replaceAll(" ", "");
  // A comma before one or two last digits is the decimal sign of half the world.
  const plain = /^\d+,\d{1,2}$/.test(digits) ? digits.replace(",", ".") : digits.replaceAll(",", "");
  if (!/^\d+(\.\d+)?$/.test(plain)) return [];
  if (!currency && /^\d{5,}$/.test(plain)) return [];
  const exponents = currency ? [currencyExponent(currency)] : [0, 2, 3];
  const minors = exponents.flatMap((exponent) => minorOf(plain, exponent) ?? []);
  return [...new Set(minors)].map((minor) => ({ minor, currency }));
}

/**
 * Reads what staff typed into the search: a number in any format, an e-mail address, an amount that was paid, or an id of ours, the
 * provider's, the operator's or Stripe's.
 */
export function readOrderSearch(typed: string): OrderSearch {
  // No text of the database holds a zero byte.
  const text = typed.replaceAll("\0", "").trim().slice(0, LONGEST);
  if (text === "") return { by: "nothing" };
  if (isUuid(text)) return { by: "id", id: text.toLowerCase() };
  if (text.includes("@")) return { by: "email", email: text.toLowerCase() };
  if (isPublicId(text.toLowerCase())) return { by: "public-id", publicId: text.toLowerCase() };
  if (/^(pi|cs|re|pyr|du|dp|ch|py|txn)_\w+$/.test(text)) return { by: "stripe", stripeId: text };
  if (/^hl-[0-9a-z]+-\d+$/i.test(text)) return { by: "reference", reference: text.toLowerCase() };
  const amounts = amountsOf(text);
  if (amounts.length > 0) return { by: "amount", amounts };
  const numbers = numbersOf(text);
  return numbers.length > 0
    ? { by: "number", numbers, reference: text }
    : { by: "their-reference", reference: text };
}
