/** Countries that the card processor's terms rule out: Cuba, Iran, North Korea, Syria. */
const COUNTRIES = new Set(["CU", "IR", "KP", "SY"]);

/** Number ranges in use in Crimea, Donetsk and Luhansk. */
const RANGES = ["7365", "7978", "7949", "7959", "7856", "7857", "38062", "38064", "38065", "380692"];

/** @param digits E.164 without the plus */
export function isForbiddenDestination(digits: string, country: string): boolean {
  return COUNTRIES.has(country) || RANGES.some((range) => digits.startsWith(range));
}
