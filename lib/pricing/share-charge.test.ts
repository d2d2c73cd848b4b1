import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargedFor, owedFor, shareCharge, type Owing } from "./share-charge";
import { shareExactly } from "./share-exactly";

const order = (id: string, change: Partial<Owing> = {}): Owing => ({
  id,
  state: "delivered",
  totalMinor: 763,
  faceMinor: 1000,
  faceCurrency: "NGN",
  deliveredMinor: null,
  deliveredCurrency: null,
  ...change,
});

describe("a whole shared by weights", () => {
  test("what is left over goes to the largest remainders, then to the first", () => {
    expect(shareExactly(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareExactly(10, [1, 2, 3])).toEqual([2, 3, 5]);
    expect(shareExactly(7, [0, 5, 0])).toEqual([0, 7, 0]);
    expect(shareExactly(7, [0, 0])).toEqual([0, 0]);
  });

  test("nothing is lost or made, and no part is a unit away from its due", () => {
    const amounts = fc.nat({ max: 1_000_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.array(amounts, { minLength: 1, maxLength: 15 }), (total, weights) => {
        const parts = shareExactly(total, weights);
        const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
        const sum = parts.reduce((whole, part) => whole + part, 0);
        expect(sum).toBe(all === 0n ? 0 : total);
        for (const [index, part] of parts.entries()) {
          const floor = all === 0n ? 0n : (BigInt(total) * BigInt(weights[index] ?? 0)) / all;
          expect(BigInt(part) - floor === 0n || BigInt(part) - floor === 1n).toBe(true);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("what is no whole number is refused", () => {
    expect(() => shareExactly(1.5, [1])).toThrow(RangeError);
    expect(() => shareExactly(-1, [1])).toThrow(RangeError);
    expect(() => shareExactly(1, [Number.NaN])).toThrow(RangeError);
  });
});

describe("what is charged for each order", () => {
  test("is its total, less what did not arrive", () => {
    expect(owedFor(order("a"))).toBe(763);
    expect(owedFor(order("a", { state: "undeliverable" }))).toBe(0);
    expect(owedFor(order("a", { deliveredMinor: 800, deliveredCurrency: "NGN" }))).toBe(610);
    expect(owedFor(order("a", { deliveredMinor: 800, deliveredCurrency: "USD" }))).toBe(763);
    expect(owedFor(order("a", { deliveredMinor: 1200, deliveredCurrency: "NGN" }))).toBe(763);
  });

  test("sums up to what was captured, also when that is another amount than was owed", () => {
    const orders = [order("a"), order("b", { totalMinor: 500 }), order("c", { state: "cancelled" })];
    expect(shareCharge(1263, orders)).toEqual({ a: 763, b: 500 });
    expect(shareCharge(1000, orders)).toEqual({ a: 604, b: 396 });
  });

  test("is read from the capture, whatever became of the order later", () => {
    const captured = { event: "capture_confirmed", data: { shares: { a: 763 } } };
    const events = [{ event: "hold_confirmed", data: {} }, captured, { event: "refund_intended", data: {} }];
    expect(chargedFor("a", events)).toBe(763);
    expect(chargedFor("b", events)).toBe(0);
    expect(chargedFor("a", [])).toBe(0);
  });
});
