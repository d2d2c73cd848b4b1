import { expect, it } from "vitest";
import { packCountries, readCountries, writeCountryOptions } from "./country-choices";

const CHOICES = [
  { country: "NG", name: "Nigeria", callingCode: "234" },
  { country: "AG", name: "Antigua & Barbuda", callingCode: "1" },
];

it("reads what was packed, with the calling codes", () => {
  expect(readCountries(packCountries(CHOICES))).toEqual(CHOICES);
});

it("writes an option for each, one of them chosen, and names as text", () => {
  expect(writeCountryOptions(CHOICES, "Country", "NG")).toBe(
    '<option value="">Country</option><option value="NG" selected>Nigeria \u200e+234</option><option value="AG">Antigua &amp; Barbuda \u200e+1</option>',
  );
});

it("chooses none where no country is chosen", () => {
  expect(writeCountryOptions(CHOICES, "<none>", "")).toContain(
    '<option value="" selected>&lt;none&gt;</option>',
  );
});
