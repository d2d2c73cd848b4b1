import { expect, test } from "vitest";
import { microsFrom, moneyFrom, wholeFrom } from "./read-amount";

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
