import { expect, test } from "vitest";
import { arrivedFrom, microsFrom, moneyFrom, takenFrom, wholeFrom } from "./read-amount";

test.each([
  ["5.00", "USD", 500],
  ["3.8E-5", "USD", 0],
  ["505.00000000000", "JPY", 505],
  ["1.2345", "KWD", 1234],
  ["-2.5", "EUR", -250],
])("%s %s is %d minor units", (text, currency, minor) => {
  expect(moneyFrom(text, currency)).toEqual({ minor, currency });
});

test.each([
  ["", "USD"],
  [null, "USD"],
  ["five", "USD"],
  ["5", "usd"],
  ["5", ""],
  ["99999999999999999999", "USD"],
])("%o of %o is nothing, and throws nothing", (text, currency) => {
  expect([moneyFrom(text, currency), microsFrom(text, currency)]).toEqual([undefined, undefined]);
});

test("micros and whole numbers", () => {
  expect(microsFrom("-812.35", "USD")).toEqual({ micros: -812_350_000, currency: "USD" });
  expect([wholeFrom("7"), wholeFrom("7.9"), wholeFrom("x"), wholeFrom(undefined)]).toEqual([
    7,
    7,
    undefined,
    undefined,
  ]);
});

test("what arrived is more than nothing, and what was taken is not less", () => {
  expect(arrivedFrom("0.01", "USD")).toEqual({ minor: 1, currency: "USD" });
  expect(["0", "0.001", "-5", "-0.01", undefined].map((text) => arrivedFrom(text, "USD"))).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
  expect(takenFrom("0", "USD")).toEqual({ micros: 0, currency: "USD" });
  expect(takenFrom("-0.000001", "USD")).toBeUndefined();
});
