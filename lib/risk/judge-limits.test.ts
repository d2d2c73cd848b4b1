import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { judgeLimits, type Counted, type Tally } from "./judge-limits";
import { LIMITS, NO_LIMITS, SPANS, type LimitOf, type Span } from "./limits";

const usd = (dollars: number) => money(dollars * 100, "USD");
const nothing = { orders: 0, worth: usd(0) };

const counted = (of: LimitOf, before: Partial<Tally>, now = { orders: 1, worth: usd(10) }): Counted => ({
  of,
  name: of,
  now,
  tally: { day: nothing, week: nothing, month: nothing, ...before },
});

describe("limits", () => {
  test("a usual payment passes", () => {
    expect(
      judgeLimits([counted("buyer", {}), counted("card", {}), counted("recipient", {})]),
    ).toBeUndefined();
  });

  test.each<[LimitOf, Span]>([
    ["buyer", "day"],
    ["card", "week"],
    ["recipient", "month"],
  ])("one order more than %s may in a %s is too many, and the last one is not", (of, span) => {
    const most = LIMITS[of][span].orders;
    const at = (orders: number) => judgeLimits([counted(of, { [span]: { orders, worth: usd(0) } })]);
    expect(at(most - 1)).toBeUndefined();
    expect(at(most)).toMatchObject({ of, span, what: "orders", most, left: 0 });
  });

  test("worth counts with what is bought now, and what is left is told", () => {
    const before = { day: { orders: 1, worth: usd(480) } };
    expect(judgeLimits([counted("recipient", before, { orders: 1, worth: usd(20) })])).toBeUndefined();
    expect(judgeLimits([counted("recipient", before, { orders: 1, worth: usd(21) })])).toEqual({
      of: "recipient",
      name: "recipient",
      span: "day",
      what: "worth",
      most: usd(500),
      left: usd(20),
    });
  });

  test("of several the longest span is told, for waiting a day would not help", () => {
    const much = { orders: 1000, worth: usd(0) };
    const excess = judgeLimits([counted("buyer", { day: much, week: much, month: much })]);
    expect(excess?.span).toBe("month");
  });

  test("where there are no limits nothing is too much", () => {
    const much = { orders: 10 ** 6, worth: usd(10 ** 6) };
    expect(judgeLimits([counted("buyer", { day: much, month: much })], NO_LIMITS)).toBeUndefined();
  });

  test("who may buy something may buy less of it", () => {
    const sums = fc.record({ orders: fc.nat(400), dollars: fc.nat(8000) });
    fc.assert(
      fc.property(sums, sums, fc.constantFrom(...SPANS), (before, now, span) => {
        const judge = (orders: number, dollars: number) =>
          judgeLimits([
            counted(
              "buyer",
              { [span]: { orders: before.orders, worth: usd(before.dollars) } },
              { orders, worth: usd(dollars) },
            ),
          ]);
        const all = judge(now.orders, now.dollars);
        const half = judge(Math.floor(now.orders / 2), Math.floor(now.dollars / 2));
        expect(all !== undefined || half === undefined).toBe(true);
      }),
    );
  });
});
