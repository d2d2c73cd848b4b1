import { expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { LIMITS, type Limits } from "./limits";
import { rehearseLimits, type BoughtOrder } from "./rehearse-limits";

const HOUR = 3_600_000;
let made = 0;
const order = (at: number, change: Partial<BoughtOrder> = {}): BoughtOrder => {
  made += 1;
  return {
    id: `o${made}`,
    checkoutId: `c${made}`,
    at: at * HOUR,
    buyerId: "b1",
    email: "ama@example.org",
    card: null,
    number: "+2348031234567",
    worth: money(1000, "USD"),
    ...change,
  };
};
const only = (of: keyof Limits, orders: number): Limits => ({
  ...LIMITS,
  [of]: { ...LIMITS[of], day: { ...LIMITS[of].day, orders } },
});

test("the first ones pass, what is refused does not count against the next, and a day later all may again", () => {
  const orders = [order(0), order(1), order(2), order(3), order(24.5)];
  const { judged, refused } = rehearseLimits(orders, { limits: only("buyer", 2), judgeFrom: 0 });
  expect(judged).toBe(5);
  expect(refused.map(({ orderIds }) => orderIds[0])).toEqual([orders[2]?.id, orders[3]?.id]);
  expect(refused[0]).toMatchObject({ of: "buyer", span: "day", what: "orders" });
});

test("a card counts whoever pays with it, a buyer by their address too, and lines of one payment together", () => {
  const card = [
    order(0, { card: "fp", buyerId: "b1", email: "a@x", number: "+1" }),
    order(1, { card: "fp", buyerId: "b2", email: "b@x", number: "+2" }),
  ];
  expect(rehearseLimits(card, { limits: only("card", 1), judgeFrom: 0 }).refused).toHaveLength(1);
  const address = [order(0, { buyerId: "b1", number: "+1" }), order(1, { buyerId: "b2", number: "+2" })];
  expect(rehearseLimits(address, { limits: only("buyer", 1), judgeFrom: 0 }).refused).toHaveLength(1);
  const lines = [order(0, { checkoutId: "c" }), order(0, { checkoutId: "c", number: "+2" })];
  const { judged, refused } = rehearseLimits(lines, { limits: only("buyer", 1), judgeFrom: 0 });
  expect([judged, refused[0]?.orderIds.length, refused[0]?.worth.minor]).toEqual([1, 2, 2000]);
});

test("what was bought before the days that are judged only counts", () => {
  const orders = [order(0), order(1)];
  const found = rehearseLimits(orders, { limits: only("recipient", 1), judgeFrom: 0.5 * HOUR });
  expect([found.judged, found.refused.length]).toEqual([1, 1]);
});
