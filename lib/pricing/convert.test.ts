import { describe, expect, test } from "vitest";
import { micros, money } from "@/lib/core/money";
import { compareCosts, isAbove, stepsAbove, convertNearest, convertUp } from "./convert";

const fx = { base: "USD", rates: { EUR: "0.92", NGN: "1500", JPY: "150.5" } };

describe("conversion at mid-market", () => {
  test("from and to the base, and across", () => {
    expect(convertNearest(money(1000, "USD"), "NGN", fx)).toEqual(money(1_500_000, "NGN"));
    expect(convertNearest(money(1_500_000, "NGN"), "USD", fx)).toEqual(money(1000, "USD"));
    // 9.20 / 0.92 × 150.5
    expect(convertNearest(money(920, "EUR"), "JPY", fx)).toEqual(money(1505, "JPY"));
  });

  test("nearest rounds half up, up rounds every fraction", () => {
    expect(convertNearest(money(1, "JPY"), "USD", fx)?.minor).toBe(1);
    expect(convertNearest(money(700, "NGN"), "USD", fx)?.minor).toBe(0);
    expect(convertUp(micros(10_001, "USD"), "USD", fx)?.minor).toBe(2);
    expect(convertUp(micros(1, "EUR"), "JPY", fx)?.minor).toBe(1);
  });

  test("an amount stays as it is in its own currency, without any rate", () => {
    expect(convertNearest(money(123, "HTG"), "HTG", fx)).toEqual(money(123, "HTG"));
    expect(convertNearest(money(123, "HTG"), "USD", fx)).toBeUndefined();
  });
});

test("costs in different wallets are compared by what they are worth", () => {
  const dear = micros(1_000_000, "EUR");
  const cheap = micros(1_050_000, "USD");
  const unknown = micros(1, "HTG");
  expect([unknown, dear, cheap].sort((a, b) => compareCosts(a, b, fx))).toEqual([cheap, dear, unknown]);
  expect(compareCosts(micros(920_000, "EUR"), micros(1_000_000, "USD"), fx)).toBe(0);
});

test("above a limit, also of another wallet; without a rate everything is", () => {
  expect(isAbove(micros(920_001, "EUR"), micros(1_000_000, "USD"), fx)).toBe(true);
  expect(isAbove(micros(920_000, "EUR"), micros(1_000_000, "USD"), fx)).toBe(false);
  expect(isAbove(micros(1, "HTG"), micros(1_000_000, "USD"), fx)).toBe(true);
});

test("how far above, in two-hundredths", () => {
  const above = (amount: number, currency = "USD") =>
    stepsAbove(micros(amount, currency), micros(1_000_000, "USD"), { step: 200, fx });
  expect([above(900_000), above(1_004_999), above(1_005_000), above(2_000_000)]).toEqual([0, 0, 1, 200]);
  expect(above(1, "HTG")).toBeUndefined();
});
