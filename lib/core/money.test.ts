import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExact } from "./decimal";
import { currencyExponent } from "./currency-exponent";
import {
  addMoney,
  formatMoney,
  micros,
  microsOf,
  money,
  moneyFromMicrosUp,
  sameMoney,
  subtractMoney,
  toDecimal,
} from "./money";

const currency = fc.constantFrom("USD", "JPY", "KWD", "UGX", "NGN", "XOF");
/** What fits micros without leaving the safe integers: nine billion of any currency. */
const minor = fc.integer({ min: -900_000_000, max: 900_000_000 });

describe("money", () => {
  test.each([1.5, Number.NaN, Infinity, 2 ** 53])("is never %d minor units", (amount) => {
    expect(() => money(amount, "USD")).toThrow(RangeError);
  });
  test.each(["usd", "US", "USDT", "", "€"])("is never in %o", (code) => {
    expect(() => money(1, code)).toThrow(RangeError);
  });
  test("of two currencies is never combined", () => {
    expect(() => addMoney(money(1, "USD"), money(1, "EUR"))).toThrow("Cannot combine USD with EUR");
    expect(() => subtractMoney(money(1, "USD"), money(1, "EUR"))).toThrow(RangeError);
    expect(sameMoney(money(1, "USD"), money(1, "EUR"))).toBe(false);
  });
  test("does not grow beyond what a number holds exactly", () => {
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, "USD"), money(1, "USD"))).toThrow(RangeError);
    expect(() => microsOf(money(Number.MAX_SAFE_INTEGER, "USD"))).toThrow(RangeError);
    expect(() => micros(0.5, "USD")).toThrow(RangeError);
  });
  test("taken away again leaves what was there", () => {
    fc.assert(
      fc.property(minor, minor, currency, (a, b, code) => {
        const sum = addMoney(money(a, code), money(b, code));
        expect(subtractMoney(sum, money(b, code))).toEqual(money(a, code));
      }),
    );
  });
});

describe("micros", () => {
  test.each([
    ["USD", 1142, 11_420_000],
    ["JPY", 500, 500_000_000],
    ["KWD", 1234, 1_234_000],
  ])("of %s %i are %i", (code, amount, expected) => {
    expect(microsOf(money(amount, code))).toEqual(micros(expected, code));
  });
  test("come back as the same money", () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(moneyFromMicrosUp(microsOf(money(amount, code)))).toEqual(money(amount, code));
      }),
    );
  });
  test.each([
    ["USD", 10_001, 2],
    ["USD", 10_000, 1],
    ["USD", 1, 1],
    ["JPY", 1, 1],
    ["KWD", 1001, 2],
    ["USD", -10_001, -1],
  ])("of %s: %i are rounded up to %i minor units", (code, amount, expected) => {
    expect(moneyFromMicrosUp(micros(amount, code)).minor).toBe(expected);
  });
});

describe("decimal text", () => {
  test.each([
    ["USD", 1142, "11.42"],
    ["USD", 5, "0.05"],
    ["USD", -5, "-0.05"],
    ["USD", 0, "0.00"],
    ["JPY", 500, "500"],
    ["JPY", -500, "-500"],
    ["KWD", 5, "0.005"],
    ["KWD", 1234, "1.234"],
  ])("of %s %i is %s", (code, amount, text) => {
    expect(toDecimal(money(amount, code))).toBe(text);
  });
  test("is read as the same amount", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (amount, code) => {
        expect(parseExact(toDecimal(money(amount, code)), currencyExponent(code))).toBe(BigInt(amount));
      }),
    );
  });
});

describe("for a reader", () => {
  const plain = (text: string) => text.replaceAll(/\s/g, " ");
  test.each([
    [money(1142, "USD"), "en", {}, "$11.42"],
    [money(1_000_000, "NGN"), "en", { compact: true }, "₦10,000"],
    [money(1_000_050, "NGN"), "en", { compact: true }, "₦10,000.50"],
    [money(500, "JPY"), "en", {}, "¥500"],
    [money(1500, "KWD"), "en", {}, "KWD 1.500"],
    [money(1142, "EUR"), "de", {}, "11,42 €"],
    [money(1142, "CAD"), "en", {}, "CA$11.42"],
    [money(1142, "AUD"), "en", {}, "A$11.42"],
    [money(1142, "USD"), "es", {}, "11,42 US$"],
    [money(10_000, "MXN"), "en", { compact: true }, "MX$100"],
    [money(10_000, "LRD"), "en", { compact: true }, "LRD 100"],
    [money(1142, "GBP"), "es", {}, "11,42 £"],
  ])("%o in %s", (amount, locale, options, text) => {
    expect(plain(formatMoney(amount, locale, options))).toBe(text);
  });
  test("the currency keeps its order where the page runs from right to left", () => {
    expect(formatMoney(money(1142, "USD"), "ar")).toMatch(/11\.42\s\u2066US\$\u2069/);
  });
  test("no digit is lost to floating point", () => {
    expect(formatMoney(money(Number.MAX_SAFE_INTEGER, "USD"), "en")).toBe("$90,071,992,547,409.91");
  });
});
