import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { suggestAmounts } from "./suggest-amounts";

const fx = { base: "USD", rates: { NGN: "1500", XOF: "610", KWD: "0.307" } };
const suggest = (min: number, max: number, currency: string) =>
  suggestAmounts({ min: money(min, currency), max: money(max, currency), fx }).map((amount) => amount.minor);

test("round local amounts, worth 2 to 50 dollars", () => {
  expect(suggest(5000, 15_000_000, "NGN")).toEqual([500_000, 1_000_000, 2_000_000, 5_000_000]);
  expect(suggest(100, 10_000, "USD")).toEqual([200, 500, 1000, 2000, 5000]);
  expect(suggest(100, 100_000, "XOF")).toEqual([2000, 5000, 10_000, 20_000]);
  expect(suggest(250, 30_000, "KWD")).toEqual([1000, 2000, 5000, 10_000]);
});

test("a narrow range gets finer steps", () => {
  expect(suggest(1000, 3000, "USD")).toEqual([1000, 1500, 2000, 2500, 3000]);
});

test("a range beyond the usual is taken from its start", () => {
  expect(suggest(10_000, 40_000, "USD")[0]).toBe(10_000);
});

test("without a rate the range itself decides", () => {
  expect(suggest(1000, 100_000, "HTG").length).toBeGreaterThanOrEqual(4);
});

test("always between one and six, rising, within the bounds", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 0, max: 100_000_000 }),
      fc.constantFrom("NGN", "USD", "XOF", "KWD", "HTG"),
      (min, span, currency) => {
        const amounts = suggest(min, min + span, currency);
        expect(amounts.length).toBeGreaterThanOrEqual(1);
        expect(amounts.length).toBeLessThanOrEqual(6);
        expect([...amounts].sort((a, b) => a - b)).toEqual(amounts);
        expect(new Set(amounts).size).toBe(amounts.length);
        for (const amount of amounts) {
          expect(amount).toBeGreaterThanOrEqual(min);
          expect(amount).toBeLessThanOrEqual(min + span);
        }
      },
    ),
  );
});
