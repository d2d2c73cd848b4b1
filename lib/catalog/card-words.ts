import type { ProviderOffer } from "@/lib/providers/spec";
import { countryWords, plainWords } from "./name-words";

/** What every gift card is called: it does not tell one of a brand from another. */
const FILLERS = new Set(
  (
    "gift giftcard giftcards card cards egift e voucher vouchers code codes digital online prepaid balance credit wallet topup top up for of the " +
    "and value worth"
  ).split(" "),
);

const isAmount = (word: string): boolean => /^\d+$/.test(word);

/**
 * The words of a gift card that say more than its brand, its country and what it is worth: "PlayStation Plus 12 Months US" → `plus 12
 * months`. Two cards of a brand with the same value are the same only where these are.
 */
export function cardWords({ description, operator, face }: ProviderOffer): string[] {
  const currency = face.type === "fixed" ? face.amount.currency : face.currency;
  const known = new Set([
    ...plainWords(operator.name),
    ...countryWords(operator.country),
    operator.country.toLowerCase(),
    currency.toLowerCase(),
  ]);
  const words = plainWords(description).filter((word) => !known.has(word) && !FILLERS.has(word));
  return words.every(isAmount) ? [] : words;
}
