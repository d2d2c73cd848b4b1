import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideUp, formatScaled, parseExact, parseScaled, safeNumberOf, toSafeNumber } from "./decimal";

describe("reading", () => {
  test.each([
    ["5", 2, 500n],
    ["5.00", 2, 500n],
    ["505.00000000000", 2, 50_500n],
    ["3.8E-5", 6, 38n],
    ["1e3", 0, 1000n],
    ["1E+3", 0, 1000n],
    ["5.", 2, 500n],
    ["-0.05", 2, -5n],
    ["+7", 0, 7n],
    [" 12.5 ", 1, 125n],
    ["0.1", 20, 10_000_000_000_000_000_000n],
    ["1.999", 2, 199n],
    ["-1.999", 2, -199n],
  ])("%o at scale %i", (text, scale, value) => {
    expect(parseScaled(text, scale)).toBe(value);
  });

  test.each([
    "",
    ".",
    ".5",
    "1,5",
    "1.2.3",
    "0x10",
    "NaN",
    "Infinity",
    "1e",
    "١",
    "5 USD",
    "1e999",
    "1e-999",
  ])("%o is no number", (text) => {
    expect(parseScaled(text, 2)).toBeUndefined();
    expect(parseExact(text, 2)).toBeUndefined();
  });

  test("exactly: undefined when a digit would be lost", () => {
    expect(parseExact("1.005", 2)).toBeUndefined();
    expect(parseExact("1.005", 3)).toBe(1005n);
    expect(parseExact("1.0050", 3)).toBe(1005n);
    expect(parseExact("0.0000001", 6)).toBeUndefined();
  });

  test("what was written is read", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(18), (value, scale) => {
        expect(parseExact(formatScaled(value, scale), scale)).toBe(value);
      }),
    );
  });
});

test.each([
  [1142n, 2, "11.42"],
  [1140n, 2, "11.4"],
  [1100n, 2, "11"],
  [5n, 3, "0.005"],
  [-5n, 3, "-0.005"],
  [0n, 2, "0"],
  [100n, 0, "100"],
])("%s at scale %i is written %s", (value, scale, text) => {
  expect(formatScaled(value, scale)).toBe(text);
});

describe("division rounded up", () => {
  test.each([
    [10n, 5n, 2n],
    [11n, 5n, 3n],
    [-11n, 5n, -2n],
    [11n, -5n, -2n],
    [-11n, -5n, 3n],
    [0n, 7n, 0n],
  ])("%s by %s is %s", (numerator, denominator, quotient) => {
    expect(divideUp(numerator, denominator)).toBe(quotient);
  });
  test("is the smallest whole number not below the quotient", () => {
    const divisor = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), divisor, (numerator, denominator) => {
        const quotient = divideUp(numerator, denominator);
        expect(quotient * denominator >= numerator && (quotient - 1n) * denominator < numerator).toBe(true);
      }),
    );
  });
});

test("a bigint beyond the safe integers is refused", () => {
  expect(toSafeNumber(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => toSafeNumber(BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toThrow(RangeError);
  expect(() => toSafeNumber(-(2n ** 53n))).toThrow(RangeError);
  expect(safeNumberOf(-7n)).toBe(-7);
  expect(safeNumberOf(2n ** 53n)).toBeUndefined();
  expect(safeNumberOf(undefined)).toBeUndefined();
});
