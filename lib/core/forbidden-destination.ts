/**
 * What the card processor's terms rule out, by ISO 3166 code: Cuba, Iran, North Korea and Syria; and Crimea, Sevastopol, Donetsk and Luhansk,
 * which no number names, by the ranges in use there of Russia's and of Ukraine's numbering plan.
 */
const RULED_OUT: Record<string, readonly string[]> = {
  CU: [],
  IR: [],
  KP: [],
  SY: [],
  "UA-43": ["7365", "7978", "38065"],
  "UA-40": ["7869", "380692"],
  "UA-14": ["7856", "7949", "38062", "38071"],
  "UA-09": ["7857", "7959", "38064", "38072"],
};

/** Codes of all that is forbidden by default. */
export const FORBIDDEN_DESTINATIONS: readonly string[] = Object.keys(RULED_OUT);

/** What the shop's owner sells to all the same, as codes of `FORBIDDEN_DESTINATIONS`. */
export interface DestinationRule {
  sellToForbidden: readonly string[];
}

export interface Destination {
  /** ISO 3166 alpha-2. */
  country: string;
  /** E.164 without the plus; absent where something goes to no number. */
  digits?: string;
}

/** Whether nothing may be sold to it: no page shows it, no number of it is taken, nothing of it is priced. */
export function isForbiddenDestination(
  { country, digits = "" }: Destination,
  { sellToForbidden }: DestinationRule,
): boolean {
  return Object.entries(RULED_OUT).some(
    ([code, ranges]) =>
      !sellToForbidden.includes(code) &&
      (code === country || ranges.some((range) => digits.startsWith(range))),
  );
}
