import { expect, test } from "vitest";
import { COUNTRIES } from "./calling-codes";
import { countryOfSlug, countrySlug } from "./country-slug";

const all = COUNTRIES.map(({ country }) => country);

test("every country has a slug of its own, and the way back", () => {
  expect(all.length).toBe(245);
  expect(new Set(all.map(countrySlug)).size).toBe(all.length);
  for (const country of all) expect(countryOfSlug(countrySlug(country))).toBe(country);
});

test("a slug is plain and never two letters long, so that no locale is mistaken for it", () => {
  for (const country of all) expect(countrySlug(country)).toMatch(/^(?=.{3})[a-z]+(-[a-z]+)*$/);
});

test.each([
  ["NG", "nigeria"],
  ["CI", "cote-divoire"],
  ["GB", "united-kingdom"],
  ["CW", "curacao"],
  ["TR", "turkiye"],
])("%s is %s", (country, slug) => {
  expect(countrySlug(country)).toBe(slug);
});

test("unknown slugs are no country", () => {
  expect(countryOfSlug("atlantis")).toBeUndefined();
  expect(countryOfSlug("NG")).toBeUndefined();
});
