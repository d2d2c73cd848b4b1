import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";
import { chargeStep, currencyExponent } from "@/lib/core/currency-exponent";
import { micros, money } from "@/lib/core/money";
import { publishedMinimum } from "./charge-minimum";
import { DEFAULT_MARGIN, priceQuote } from "./price-quote";
import type { FxTable } from "./types";

const fx: FxTable = {
  base: "USD",
  rates: { EUR: "0.92", NGN: "1500", JPY: "150.5", KWD: "0.307", GBP: "0.79", CLP: "930" },
};

describe("priceQuote", () => {
  test("margin and fee on a dollar cost, against the mid-market worth", () => {
    const price = priceQuote({
      cost: micros(9_350_000, "USD"),
      face: money(1_500_000, "NGN"),
      currency: "USD",
      fx,
      rule: DEFAULT_MARGIN,
    });
    // 9.35 × 1.04 = 9.724 → 9.73
    expect(price).toEqual({
      total: money(1022, "USD"),
      fee: money(49, "USD"),
      worth: money(1000, "USD"),
      rateAdds: money(-27, "USD"),
      lift: null,
      tax: null,
    });
  });

  test("the fee is turned into the buyer's currency", () => {
    const price = priceQuote({
      cost: micros(10_000_000, "USD"),
      face: money(1_500_000, "NGN"),
      currency: "EUR",
      fx,
      rule: DEFAULT_MARGIN,
    });
    // 10 × 0.92 × 1.04 = 9.568 → 9.57; 0.49 × 0.92 = 0.4508 → 0.46
    expect(price?.total).toEqual(money(1003, "EUR"));
    expect(price?.fee).toEqual(money(46, "EUR"));
  });

  test("without a rate of the face currency the worth is not told", () => {
    const price = priceQuote({
      cost: micros(1_000_000, "USD"),
      face: money(500, "HTG"),
      currency: "USD",
      fx: { base: "USD", rates: {} },
      rule: DEFAULT_MARGIN,
    });
    expect(price).toMatchObject({ total: money(153, "USD"), worth: null, rateAdds: null });
  });

  test("without a rate of the buyer's currency nothing is sold", () => {
    const input = { cost: micros(1_000_000, "USD"), face: money(500, "USD"), fx, rule: DEFAULT_MARGIN };
    expect(priceQuote({ ...input, currency: "HTG" })).toBeUndefined();
  });

  test("a tiny amount is lifted to what can be charged", () => {
    const input = { cost: micros(100, "USD"), face: money(100, "NGN"), fx };
    const rule = { marginPercent: "0", flatFee: money(0, "USD") };
    expect(priceQuote({ ...input, currency: "USD", rule })?.total).toEqual(money(50, "USD"));
    expect(priceQuote({ ...input, currency: "JPY", rule })?.total).toEqual(money(76, "JPY"));
    // Half a dollar is 0.395 pounds, more than the published 0.30.
    expect(priceQuote({ ...input, currency: "GBP", rule })?.total).toEqual(money(40, "GBP"));
  });

  test("what lifts a price to the least is no part of our rate", () => {
    const price = priceQuote({
      cost: micros(40_000, "USD"),
      face: money(6000, "NGN"),
      currency: "USD",
      fx,
      rule: { marginPercent: "0", flatFee: money(10, "USD") },
    });
    expect(price).toMatchObject({
      worth: money(4, "USD"),
      rateAdds: money(0, "USD"),
      fee: money(10, "USD"),
      lift: money(36, "USD"),
      total: money(50, "USD"),
    });
  });
});

test.each([...BUYER_CURRENCIES])(
  "in %s the least price can be charged, and is worth half a dollar",
  (currency) => {
    const rates = { EUR: "0.92", GBP: "0.79", CAD: "1.37", AUD: "1.52", AED: "3.6725", NGN: "1500" };
    const least = priceQuote({
      cost: micros(1, "USD"),
      face: money(1, "NGN"),
      currency,
      fx: { base: "USD", rates },
      rule: { marginPercent: "0", flatFee: money(0, "USD") },
    })!;
    expect(least.total.minor).toBeGreaterThanOrEqual(publishedMinimum(currency));
    const dollars = least.total.minor / (Number(rates[currency as "EUR"] ?? 1) * 100);
    expect(dollars).toBeGreaterThanOrEqual(0.5);
    expect(dollars).toBeLessThan(0.64);
  },
);

const quotes = fc.record({
  wallet: fc.constantFrom("USD", "EUR"),
  cost: fc.integer({ min: 1, max: 2_000_000_000 }),
  face: fc.integer({ min: 1, max: 1_000_000_000 }),
  faceCurrency: fc.constantFrom("NGN", "JPY", "KWD", "HTG"),
  currency: fc.constantFrom("USD", "EUR", "GBP", "JPY", "KWD", "CLP"),
  margin: fc.integer({ min: 0, max: 4000 }),
  fee: fc.integer({ min: 0, max: 500 }),
});
type QuoteCase = typeof quotes extends fc.Arbitrary<infer T> ? T : never;

const price = (q: QuoteCase, cost = q.cost) =>
  priceQuote({
    cost: micros(cost, q.wallet),
    face: money(q.face, q.faceCurrency),
    currency: q.currency,
    fx,
    rule: { marginPercent: `${q.margin}e-2`, flatFee: money(q.fee, "USD") },
  })!;

test("the parts sum up to the total, which can be charged", () => {
  fc.assert(
    fc.property(quotes, (q) => {
      const { total, fee, worth, rateAdds, lift } = price(q);
      expect(worth === null).toBe(rateAdds === null);
      if (worth && rateAdds)
        expect(worth.minor + rateAdds.minor + fee.minor + (lift?.minor ?? 0)).toBe(total.minor);
      expect(total.minor % chargeStep(q.currency)).toBe(0);
      expect(total.currency).toBe(q.currency);
    }),
  );
});

test("the total less the fee is never below the cost", () => {
  fc.assert(
    fc.property(quotes, (q) => {
      const rates: Record<string, number> = { USD: 1 };
      for (const [currency, rate] of Object.entries(fx.rates)) rates[currency] = Number(rate);
      const { total, fee } = price(q);
      const paid = (total.minor - fee.minor) / 10 ** currencyExponent(q.currency);
      const cost = ((q.cost / 1e6) * rates[q.currency]!) / rates[q.wallet]!;
      expect(paid * (1 + 1e-12)).toBeGreaterThanOrEqual(cost);
      expect(total.minor).toBeGreaterThanOrEqual(fee.minor);
    }),
  );
});

test("a higher cost never has a lower price", () => {
  fc.assert(
    fc.property(quotes, fc.nat(1_000_000), (q, more) => {
      expect(price(q, q.cost + more).total.minor).toBeGreaterThanOrEqual(price(q).total.minor);
    }),
  );
});
