import { expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { takenTax } from "./taken-tax";

test.each([
  [44_000, "12", 6_000],
  [92_500, "7.5", 7_500],
  // 100 of 110.1 are left: 10.1 are taken of 110.1, and half a unit counts.
  [999, "0.05", 0],
  [1_000, "0.05", 1],
  [1, "50", 1],
])("%i left at %s percent: %i were taken", (left, percent, taken) => {
  const told = takenTax(money(left, "NGN"), percent);
  expect(told?.amount ?? money(0, "NGN")).toEqual(money(taken, "NGN"));
});

test.each([null, "0", "100", "120", "-3"])("%o percent take nothing that could be told", (percent) => {
  expect(takenTax(money(1_000, "NGN"), percent)).toBeNull();
});
