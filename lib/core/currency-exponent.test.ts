import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeStep, currencyExponent, fromStripeUnits, toStripeUnits } from "./currency-exponent";

/** The runtime's own list follows the locale data's habits for these, not ISO 4217: nobody writes their minor unit. */
const WRITTEN_WITHOUT = new Set(
  "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MMK PKR RSD SLL SOS SYP TZS UZS YER ADP ITL LUF BYR".split(" "),
);

const intlDigits = (currency: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

describe("decimals of a currency", () => {
  test.each([
    ["USD", 2],
    ["NGN", 2],
    ["JPY", 0],
    ["XOF", 0],
    ["XAF", 0],
    ["UGX", 0],
    ["ISK", 0],
    ["KWD", 3],
    ["TND", 3],
    ["IQD", 3],
    ["MGA", 0],
    ["HUF", 2],
    ["TWD", 2],
  ])("%s has %i", (currency, digits) => {
    expect(currencyExponent(currency)).toBe(digits);
  });

  test("agree with the runtime's for every currency in use", () => {
    const others = Intl.supportedValuesOf("currency")
      .filter((currency) => currencyExponent(currency) !== intlDigits(currency))
      .map((currency) => `${currency} ${currencyExponent(currency)}, Intl ${intlDigits(currency)}`);
    expect(others.filter((line) => !WRITTEN_WITHOUT.has(line.slice(0, 3)))).toEqual([]);
  });
});

describe("Stripe's units", () => {
  test.each([
    ["USD", 1142, 1142],
    ["JPY", 500, 500],
    ["KWD", 1230, 1230],
    ["UGX", 500, 50_000],
    ["ISK", 500, 50_000],
  ])("of %s: %i minor units are written %i", (currency, minor, units) => {
    expect(toStripeUnits(minor, currency)).toBe(units);
    expect(fromStripeUnits(units, currency)).toBe(minor);
  });

  test("come back as they went, for any amount", () => {
    const currency = fc.constantFrom(...Intl.supportedValuesOf("currency"));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), currency, (minor, code) => {
        expect(fromStripeUnits(toStripeUnits(minor, code), code)).toBe(minor);
      }),
    );
  });

  test("three-decimal amounts end in 0", () => {
    expect(["KWD", "BHD", "OMR", "JOD", "TND"].map(chargeStep)).toEqual([10, 10, 10, 10, 10]);
    expect(["USD", "JPY", "UGX"].map(chargeStep)).toEqual([1, 1, 1]);
  });
});
