/** Countries that the card processor's terms rule out: Cuba, Iran, North Korea, Syria. */
const COUNTRIES = new Set(["CU", "IR", "KP", "SY"]);

/** Number ranges in use in Crimea and Sevastopol, Donetsk and Luhansk, of Russia's and of Ukraine's numbering plan. */
const RANGES = [
  ["7365", "7869", "7978"],
  ["7856", "7857", "7949", "7959"],
  ["38065", "380692"],
  ["38062", "38064", "38071", "38072"],
].flat();

/** @param digits E.164 without the plus */
export function isForbiddenDestination(digits: string, country: string): boolean {
  return COUNTRIES.has(country) || RANGES.some((range) => digits.startsWith(range));
}
