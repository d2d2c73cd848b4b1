import type { WorldCountry } from "../world/read-world";

/** Islands of the North American plan with more than one area code. */
const AREA_CODES: Record<string, string[]> = {
  JM: ["1876", "1658"],
  DO: ["1809", "1829", "1849"],
  PR: ["1787", "1939"],
};
const USUAL_LENGTH = 9;

/** Dialling codes without plus, and the digits after them. In the Caribbean the area code is part of the dialling code. */
export function diallingOf(country: WorldCountry): { codes: string[]; length: number } {
  const code = country.callingCode.slice(1);
  const example = country.exampleNumber?.slice(1);
  const islands = code === "1" && country.iso !== "US" && country.iso !== "CA";
  if (islands && example) return { codes: AREA_CODES[country.iso] ?? [example.slice(0, 4)], length: 7 };
  return { codes: [code], length: example ? example.length - code.length : USUAL_LENGTH };
}
