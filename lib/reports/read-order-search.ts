import { validate as isUuid } from "uuid";
import { isPublicId } from "@/lib/core/ids";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { digitsOf } from "@/lib/phone/digits-of";
import { parseNumber } from "@/lib/phone/parse-number";
import type { OrderSearch } from "./types";

const LONGEST = 254;

/** A national number without its country may be a number in many: all of them are looked for. */
function numbersOf(text: string): string[] {
  const typed = digitsOf(text);
  if (typed.letters || typed.digits.length < 5 || typed.digits.length > 20) return [];
  const readings = typed.international
    ? [parseNumber({ input: text })]
    : COUNTRIES.map(({ country }) => parseNumber({ input: text, country }));
  const numbers = readings.flatMap((reading) => (reading.ok ? [reading.value.e164] : []));
  // Also as it stands, for numbers that were valid once.
  return [...new Set([...numbers, `+${typed.digits}`])];
}

/** Reads what staff typed into the search: a number in any format, an e-mail address, or an id of ours, the provider's or Stripe's. */
export function readOrderSearch(typed: string): OrderSearch {
  const text = typed.trim().slice(0, LONGEST);
  if (text === "") return { by: "nothing" };
  if (isUuid(text)) return { by: "id", id: text.toLowerCase() };
  if (text.includes("@")) return { by: "email", email: text.toLowerCase() };
  if (isPublicId(text.toLowerCase())) return { by: "public-id", publicId: text.toLowerCase() };
  if (/^(pi|cs)_\w+$/.test(text)) return { by: "stripe", stripeId: text };
  if (/^hl-[0-9a-z]+-\d+$/i.test(text)) return { by: "reference", reference: text.toLowerCase() };
  const numbers = numbersOf(text);
  return numbers.length > 0 ? { by: "number", numbers } : { by: "unreadable" };
}
