import { expect, test } from "vitest";
import { isBuyerCurrency, suggestCurrency } from "./buyer-currencies";

test.each([
  ["en-GB,en;q=0.9", "GBP"],
  ["de-DE", "EUR"],
  ["de", "EUR"],
  ["fr-CA,fr;q=0.8", "CAD"],
  ["en-AU;q=1", "AUD"],
  ["ar-AE", "AED"],
  ["zh-Hans-AE", "AED"],
  ["en-US", "USD"],
  ["fil-PH", "USD"],
  ["es", "USD"],
  ["*", "USD"],
  ["", "USD"],
  [null, "USD"],
])("%j suggests %s", (header, currency) => {
  expect(suggestCurrency(header)).toBe(currency);
});

test("what buyers may pay in", () => {
  expect(["USD", "AED", "usd", "XXX", null, 7].map(isBuyerCurrency)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
