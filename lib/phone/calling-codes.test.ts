import { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { expect, test } from "vitest";
import { COUNTRIES, countryOfDigits } from "./calling-codes";

test.each([
  ["2348031234567", "NG"],
  ["234", "NG"],
  ["23", undefined],
  ["", undefined],
  ["999", undefined],
  ["1", "US"],
  ["14155552671", "US"],
  ["18762101234", "JM"],
  ["18091234567", "DO"],
  ["7916", "RU"],
  ["7701", "KZ"],
  ["447400123456", "GB"],
  ["393123456789", "IT"],
])("digits %s are of %s", (digits, country) => {
  expect(countryOfDigits(digits)?.country).toBe(country);
});

test("the browser's guess of the country is right but for those that no leading digits tell apart", () => {
  const wrong = getCountries().filter((country) => {
    const digits = getExampleNumber(country, examples)?.number.slice(1) ?? "";
    return countryOfDigits(digits)?.country !== country;
  });
  // Small neighbours on a shared calling code, and Canada: the server knows.
  expect(wrong.sort().join(" ")).toBe("AX BL CA CC CX EH GG IM JE MF SJ VA YT");
});

test("what is dialled before a national number at home", () => {
  const trunk = (country: string) => COUNTRIES.find((entry) => entry.country === country)?.trunkPrefix;
  expect([trunk("NG"), trunk("RU"), trunk("US"), trunk("HU"), trunk("IT")]).toEqual([
    "0",
    "8",
    "1",
    "06",
    "",
  ]);
});
