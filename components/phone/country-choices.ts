import { COUNTRIES } from "@/lib/phone/calling-codes";

export interface CountryChoice {
  /** ISO 3166 alpha-2. */
  country: string;
  name: string;
  callingCode: string;
}

const callingCodes = new Map(COUNTRIES.map(({ country, callingCode }) => [country, callingCode]));

/** Countries as a page carries them: one a line, its code before its name. Calling codes are known where they are read. */
export const packCountries = (choices: { country: string; name: string }[]): string =>
  choices.map(({ country, name }) => country + name).join("\n");

export const readCountries = (packed: string): CountryChoice[] =>
  packed.split("\n").map((line) => {
    const country = line.slice(0, 2);
    return { country, name: line.slice(2), callingCode: callingCodes.get(country) ?? "" };
  });

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);

/** The options of a select as HTML. @param none what the one without a country says @param chosen a country, or "" */
export function writeCountryOptions(choices: CountryChoice[], none: string, chosen: string): string {
  const option = (value: string, text: string) =>
    `<option value="${value}"${value === chosen ? " selected" : ""}>${escape(text)}</option>`;
  const rows = choices.map(({ country, name, callingCode }) =>
    option(country, `${name} \u200e+${callingCode}`),
  );
  return option("", none) + rows.join("");
}
