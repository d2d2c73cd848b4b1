import { describe, expect, test } from "vitest";
import { micros } from "@/lib/core/money";
import { weighDoubt } from "./weigh-doubt";

const inr = (rupees: number) => micros(rupees * 1_000_000, "INR");
const last = { after: inr(1000) };
const price = inr(100);
const hintAt = (before: number) =>
  weighDoubt({ last, price, next: { before: inr(before), after: inr(before - 50) } })?.hint;

describe("what the float says of a doubtful purchase", () => {
  test.each([
    [1000, "not-bought"],
    [900, "bought"],
    [906, "bought"],
    [910, "bought"],
    [911, "unclear"],
    [899, "unclear"],
    [800, "unclear"],
    [1100, "unclear"],
  ])("1000 before, price 100, then %i: %s", (before, hint) => {
    expect(hintAt(before)).toBe(hint);
  });

  test("both numbers that were expected stand beside the one that was seen", () => {
    const next = { before: inr(906), after: inr(859) };
    expect(weighDoubt({ last, price, next })).toEqual({
      ifBought: inr(900),
      ifNotBought: inr(1000),
      seen: inr(906),
      hint: "bought",
    });
  });

  test("too little is told, or in another currency", () => {
    expect(weighDoubt({ last, price, next: { after: inr(900) } })).toBeUndefined();
    const dollars = { before: micros(900_000_000, "USD"), after: micros(0, "USD") };
    expect(weighDoubt({ last, price, next: dollars })).toBeUndefined();
    expect(weighDoubt({ last: dollars, price, next: { before: inr(900), after: inr(0) } })).toBeUndefined();
  });
});
