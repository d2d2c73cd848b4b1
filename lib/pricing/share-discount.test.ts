import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { shareDiscount, type DiscountLine, type DiscountTerms } from "./share-discount";

const by = { currency: "EUR", fx: { base: "USD", rates: { EUR: "0.92" } } };
const line = (totalMinor: number, leastMinor = 0): DiscountLine => ({ totalMinor, leastMinor });
const percent = (text: string): DiscountTerms => ({ percent: text, fixed: null });
const fixed = (minor: number, currency = "EUR"): DiscountTerms => ({
  percent: null,
  fixed: money(minor, currency),
});

describe("what a code takes off", () => {
  test.each<[string, DiscountTerms, DiscountLine[], number[]]>([
    ["a share of each line", percent("10"), [line(1000), line(500)], [100, 50]],
    ["of an odd sum the part that is whole", percent("10"), [line(999)], [99]],
    ["a fraction of a percent", percent("2.5"), [line(1000)], [25]],
    ["an amount, shared by what the lines cost", fixed(300), [line(1000), line(500)], [200, 100]],
    ["an amount of another currency, at mid-market", fixed(100, "USD"), [line(1000)], [92]],
    ["nothing of a currency without a rate", fixed(100, "HTG"), [line(1000)], [0]],
    ["no more than leaves the cost", fixed(500), [line(1000, 900)], [100]],
    [
      "what one line has no room for from the others",
      fixed(300),
      [line(1000, 950), line(500, 100)],
      [50, 250],
    ],
    ["all of it at most", percent("100"), [line(1000), line(1)], [1000, 1]],
    ["nothing of a line below its cost already", percent("50"), [line(100, 200)], [0]],
    ["nothing of no lines", fixed(500), [], []],
  ])("%s", (_, terms, lines, taken) => {
    expect(shareDiscount(terms, lines, by)).toEqual(taken);
  });
});

test("a line never falls below what must be paid, and no more is taken than was promised", () => {
  const lines = fc.array(fc.record({ totalMinor: fc.nat(1_000_000), leastMinor: fc.nat(1_000_000) }), {
    maxLength: 15,
  });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 10_000 }), fc.boolean(), (all, size, share) => {
      const terms = share ? percent(`${size}e-2`) : fixed(size);
      const taken = shareDiscount(terms, all, by);
      const sum = all.reduce((total, { totalMinor }) => total + totalMinor, 0);
      const room = all.reduce((total, one) => total + Math.max(0, one.totalMinor - one.leastMinor), 0);
      const most = share ? Math.floor((sum * size) / 10_000) : size;
      expect(taken.reduce((total, one) => total + one, 0)).toBe(Math.min(most, room));
      for (const [at, { totalMinor, leastMinor }] of all.entries())
        expect(totalMinor - (taken[at] ?? 0)).toBeGreaterThanOrEqual(Math.min(totalMinor, leastMinor));
    }),
  );
});
