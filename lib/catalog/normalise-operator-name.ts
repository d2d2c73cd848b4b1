import { countryWords, GENERIC_WORDS, isNation, LEGAL_WORDS, plainWords, PRODUCT_WORDS } from "./name-words";

/** "Lycamobile" is "Lyca Mobile"; "9mobile" and "T-Mobile" stay as they are. */
const withoutTail = (word: string): string => word.replace(/^(\p{L}{3,})(?:mobile|telecom|cellular)$/u, "$1");

/** Leaves out what stands in brackets unless nothing else is there. */
export function withoutBrackets(name: string): string {
  const outside = name.replace(/[([{].*?[)\]}]/g, " ").trim();
  return outside === "" ? name : outside;
}

/** Whether a word is no more than the country the name is sold in. */
function isPlace(word: string, index: number, country: string): boolean {
  return countryWords(country).has(word) || (index > 0 && word === country.toLowerCase());
}

/** "T Mobile" is "T-Mobile": a letter alone belongs to the word behind it. */
const isLetter = (word: string | undefined): boolean => word !== undefined && /^\p{L}$/u.test(word);

/**
 * The words of a name that tell its network from others of the country. Where all of them are country and company ("Telecom Namibia"), that
 * is the name: the country as its code, the rest in one form, in one order.
 */
export function tellingWords(name: string, country: string): string[] {
  const all = plainWords(withoutBrackets(name));
  const words = all.filter((word) => !PRODUCT_WORDS.has(word));
  const own = words.filter((word, index) => !isPlace(word, index, country) && !LEGAL_WORDS.has(word));
  const telling = own.filter((word) => !GENERIC_WORDS.has(word));
  const alone = telling.length === 1 && isLetter(telling[0]);
  const placed = telling.every((word) => word === country.toLowerCase() || isNation(word));
  // "Monaco Telecom" in Cyprus and "US Mobile" are told by all their words.
  if (telling.length > 0 && own.length > telling.length && (alone || placed)) return own;
  if (telling.length > 0) return telling.length === 1 ? telling.map(withoutTail) : telling;
  const plain = words.map((word, index) =>
    isPlace(word, index, country) ? country.toLowerCase() : (GENERIC_WORDS.get(word) ?? ""),
  );
  const kept = [...new Set(plain.filter(Boolean))].sort();
  return kept.length > 0 ? kept : all;
}

/** A name to the letter, company form included: what tells a company from a brand it shares its first word with. */
export function literalName(name: string, country: string): string {
  const words = plainWords(name).filter((word) => !PRODUCT_WORDS.has(word));
  return words.filter((word, index) => !isPlace(word, index, country)).join(" ");
}

/** Whether a name says more than that it is a company of the country. */
export function isTelling(name: string, country: string): boolean {
  return plainWords(name).some(
    (word, index) => !isPlace(word, index, country) && !isNoise(word) && !PRODUCT_WORDS.has(word),
  );
}

/**
 * What a network's names have in common whoever writes them: `normaliseOperatorName("MTN Nigeria Bundles", "NG")` → `mtn`.
 * @param country ISO 3166 alpha-2
 */
export function normaliseOperatorName(name: string, country: string): string {
  return tellingWords(name, country).join("");
}

/** How an operator without a name of ours is called on pages: the provider's words without country and product. */
export function displayOperatorName(name: string, country: string): string {
  const words = withoutBrackets(name)
    .split(/\s+/)
    .filter((word) => !PRODUCT_WORDS.has(plainWords(word).join("")));
  const own = words.filter((word, index) => !isPlace(plainWords(word).join(""), index, country));
  const telling = own.some((word) => !isNoise(plainWords(word).join("")));
  const shown = telling ? own : words;
  return shown.length > 0 ? shown.join(" ") : name;
}

const isNoise = (word: string): boolean => GENERIC_WORDS.has(word) || LEGAL_WORDS.has(word);

/** Path segment of a network's name: `talk-n-text`. */
export function operatorSlug(name: string): string {
  return plainWords(name).join("-") || "operator";
}
