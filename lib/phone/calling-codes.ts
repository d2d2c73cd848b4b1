import packed from "./calling-codes.json";

export interface CallingCode {
  /** ISO 3166 alpha-2. */
  country: string;
  callingCode: string;
  /** Dialled before a national number at home, and not abroad. */
  trunkPrefix: string;
  /** Where several countries share a calling code: how this one's numbers begin. */
  leadingDigits: RegExp | undefined;
}

/** Written by scripts/build-calling-codes.ts from the numbering plans; small enough for the browser. */
export const COUNTRIES: readonly CallingCode[] = packed.split(" ").map((row) => {
  // The leading digits are a pattern and may hold colons of their own.
  const [country = "", callingCode = "", trunkPrefix = "", ...pattern] = row.split(":");
  const leading = pattern.join(":");
  return {
    country,
    callingCode,
    trunkPrefix,
    leadingDigits: leading ? new RegExp(`^(?:${leading})`) : undefined,
  };
});

/** The country whose numbers begin like these digits (E.164 without the plus); undefined while the calling code is not complete. */
export function countryOfDigits(digits: string): CallingCode | undefined {
  const sharing = COUNTRIES.filter(({ callingCode }) => digits.startsWith(callingCode));
  if (sharing.length === 0) return undefined;
  const national = digits.slice(sharing[0]?.callingCode.length);
  return sharing.find(({ leadingDigits }) => leadingDigits?.test(national)) ?? sharing[0];
}
