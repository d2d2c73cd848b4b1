import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeStep } from "@/lib/core/currency-exponent";
import { micros, money } from "@/lib/core/money";
import { chooseRule } from "./choose-rule";
import { DEFAULT_CARD_FEE, EVERYTHING, orderRules } from "./default-book";
import { judgeMargin } from "./judge-margin";
import { priceQuote } from "./price-quote";
import { roundPrice, ROUNDINGS } from "./round-price";
import { taxWithin } from "./tax-within";
import type { RuleScope, ScopedRule } from "./types";

const fx = { base: "USD", rates: { EUR: "0.92", JPY: "150.5", KWD: "0.307" } };
const rule = (id: string, scope: Partial<RuleScope>): ScopedRule => ({
  id,
  scope: { ...EVERYTHING, ...scope },
  marginPercent: "5",
  flatFee: money(0, "USD"),
});
const sale = {
  operatorId: "mtn",
  country: "NG",
  kind: "airtime",
  provider: "reloadly",
  cost: micros(9_500_000, "USD"),
};

describe("which rule counts", () => {
  const all = orderRules([
    rule("band", { fromMinor: 500 }),
    rule("narrow", { fromMinor: 500, belowMinor: 2000 }),
    rule("higher", { fromMinor: 900 }),
    rule("provider", { provider: "reloadly" }),
    rule("kind", { kind: "airtime" }),
    rule("kind+provider", { kind: "airtime", provider: "reloadly" }),
    rule("country", { country: "NG" }),
    rule("country+kind", { country: "NG", kind: "airtime" }),
    rule("operator", { operatorId: "mtn" }),
    rule("other", { operatorId: "glo" }),
  ]);
  test("what singles out less goes before the rest, whatever that names", () => {
    const order = [
      "operator",
      "country+kind",
      "country",
      "kind+provider",
      "kind",
      "provider",
      "higher",
      "narrow",
      "band",
    ];
    let rules = all;
    for (const id of order) {
      expect(chooseRule(rules, sale, fx)?.id).toBe(id);
      rules = rules.filter((one) => one.id !== id);
    }
    expect(chooseRule(rules, sale, fx)?.scope).toEqual(EVERYTHING);
  });

  test("an amount counts in dollars, from its lower bound to below its upper one", () => {
    const rules = orderRules([rule("band", { fromMinor: 500, belowMinor: 1000 })]);
    const at = (cost: number, currency = "USD") =>
      chooseRule(rules, { ...sale, cost: micros(cost, currency) }, fx)?.id === "band";
    expect([4_999_999, 5_000_000, 9_999_999, 10_000_000].map((cost) => at(cost))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([at(4_600_000, "EUR"), at(4_599_000, "EUR"), at(6_000_000, "HTG")]).toEqual([true, false, false]);
  });
});

describe("rounding", () => {
  test.each([
    ["minor", "USD", 411, 411],
    ["five", "USD", 411, 415],
    ["ten", "USD", 410, 410],
    ["nine", "USD", 410, 419],
    ["nine", "USD", 419, 419],
    ["fifty", "USD", 451, 500],
    ["ninety-nine", "USD", 500, 599],
    ["whole", "USD", 401, 500],
    ["whole", "JPY", 401, 401],
    ["ten", "JPY", 401, 410],
    ["nine", "KWD", 1000, 1090],
    ["ninety-nine", "KWD", 1000, 1990],
  ] as const)("to %s in %s: %i is %i", (rounding, currency, minor, rounded) => {
    expect(roundPrice(minor, currency, rounding)).toBe(rounded);
  });

  test("never down, at most a whole step up, to what can be charged, and once rounded it stays", () => {
    const any = fc.tuple(
      fc.nat(10_000_000),
      fc.constantFrom(...ROUNDINGS),
      fc.constantFrom("USD", "JPY", "KWD"),
    );
    fc.assert(
      fc.property(any, ([minor, rounding, currency]) => {
        const rounded = roundPrice(minor, currency, rounding);
        expect(rounded).toBeGreaterThanOrEqual(minor);
        expect(rounded - minor).toBeLessThan(1000);
        expect(rounded % chargeStep(currency)).toBe(0);
        expect(roundPrice(rounded, currency, rounding)).toBe(rounded);
      }),
    );
  });
});

const prices = fc.record({
  cost: fc.integer({ min: 10_000, max: 500_000_000 }),
  percent: fc.integer({ min: -5000, max: 4000 }).map((hundredths) => `${hundredths}e-2`),
  least: fc.integer({ min: 0, max: 300 }),
  flat: fc.integer({ min: 0, max: 300 }),
  spread: fc.integer({ min: 0, max: 1000 }).map((hundredths) => `${hundredths}e-2`),
  rounding: fc.constantFrom(...ROUNDINGS),
  currency: fc.constantFrom("USD", "EUR", "JPY", "KWD"),
});
type PriceCase = typeof prices extends fc.Arbitrary<infer T> ? T : never;
const priced = ({ cost, percent, least, flat, spread, rounding, currency }: PriceCase, more = 0) => {
  const spent = micros(cost + more, "USD");
  const rules = { marginPercent: percent, least: money(least, "USD"), flatFee: money(flat, "USD") };
  const by = { currency, fx, rule: rules, rounding, spreadPercent: spread, cardFee: DEFAULT_CARD_FEE };
  const price = priceQuote({ cost: spent, face: money(100, "USD"), ...by });
  if (!price) throw new Error("No price");
  return { price, spent };
};

test("without confirmation nothing is left below nought when cost and card are paid, and the parts sum up", () => {
  fc.assert(
    fc.property(prices, (one) => {
      const { price, spent } = priced(one);
      const margin = judgeMargin({ total: price.total, cost: spent }, { cardFee: DEFAULT_CARD_FEE, fx });
      expect(margin?.left.minor).toBeGreaterThanOrEqual(-1);
      const { worth, rateAdds, fee, lift, total } = price;
      expect((worth?.minor ?? 0) + (rateAdds?.minor ?? 0) + fee.minor + (lift?.minor ?? 0)).toBe(total.minor);
    }),
  );
});

test("by one rule what costs more is never sold for less", () => {
  fc.assert(
    fc.property(prices, fc.nat(1_000_000), (one, more) => {
      expect(priced(one, more).price.total.minor).toBeGreaterThanOrEqual(priced(one).price.total.minor);
    }),
  );
});

test("a tax and its base are the price, or what is left of it above the cost; nothing of a loss", () => {
  const total = money(1200, "USD");
  const cost = micros(9_000_000, "USD");
  expect(taxWithin({ total, cost }, { percent: "20", base: "price" }, fx)).toEqual({
    tax: money(200, "USD"),
    base: money(1000, "USD"),
  });
  expect(taxWithin({ total, cost }, { percent: "20", base: "margin" }, fx)).toEqual({
    tax: money(50, "USD"),
    base: money(250, "USD"),
  });
  expect(
    taxWithin({ total, cost: micros(13_000_000, "USD") }, { percent: "20", base: "margin" }, fx)?.tax.minor,
  ).toBe(0);
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 5000 }), (minor, hundredths) => {
      const taxed = taxWithin(
        { total: money(minor, "USD"), cost },
        { percent: `${hundredths}e-2`, base: "price" },
        fx,
      );
      expect((taxed?.tax.minor ?? 0) + (taxed?.base.minor ?? 0)).toBe(minor);
    }),
  );
});
