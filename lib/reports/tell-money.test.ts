import { describe, expect, it } from "vitest";
import type { OrderFacts } from "./read-order-facts";
import { tellMoney } from "./tell-money";

interface Told {
  event: string;
  data?: Record<string, unknown>;
}

const amount = (minor: number) => ({ minor, currency: "USD" });

/** An order of $10.00, one of two of its checkout unless `alone`. */
function factsOf(
  order: string,
  payment: string,
  events: Told[],
  more: { alone?: boolean; captured?: number } = {},
): OrderFacts {
  return {
    order: { id: "a", state: order, totalMinor: 1000, totalCurrency: "USD" },
    payment: {
      state: payment,
      currency: "USD",
      amountMinor: more.alone ? 1000 : 2000,
      capturedMinor: more.captured ?? 0,
    },
    paymentEvents: events.map(({ event, data = {} }, minute) => ({
      event,
      data,
      at: new Date(Date.UTC(2026, 10, 1, 10, minute)),
    })),
  } as unknown as OrderFacts;
}

const captured = (shares: Record<string, number>): Told => ({ event: "capture_confirmed", data: { shares } });
const refund = (order: string, minor: number): Told => ({
  event: "refund_intended",
  data: { order, amount: amount(minor) },
});
const failed = (order: string): Told => ({ event: "refund_failed", data: { order } });
const done: Told = { event: "refund_confirmed" };

describe("what has happened to the money of one of two orders", () => {
  it.each<[string, string, string, Told[], string, number]>([
    ["nothing is held yet", "awaiting_payment", "open", [], "none", 1000],
    ["it arrived, the other one is open", "delivered", "authorised", [], "held", 1000],
    ["it did not, the other one is open", "undeliverable", "authorised", [], "held", 1000],
    ["both arrived", "delivered", "captured", [captured({ a: 1000, b: 1000 })], "charged", 1000],
    ["less of it arrived", "delivered", "captured", [captured({ a: 800, b: 1000 })], "charged", 800],
    ["the other one alone arrived", "undeliverable", "captured", [captured({ b: 1000 })], "released", 1000],
    ["it arrived after the capture", "delivered", "captured", [captured({ b: 1000 })], "lost", 1000],
    ["the hold was gone, and it had not arrived", "undeliverable", "lost", [], "released", 1000],
    ["the hold was gone", "delivered", "lost", [], "lost", 1000],
    ["it was worth too little to charge", "delivered", "voided", [], "waived", 1000],
  ])("%s", (_, order, payment, events, state, minor) => {
    expect(tellMoney(factsOf(order, payment, events))).toMatchObject({ state, amount: amount(minor) });
  });

  const both = captured({ a: 1000, b: 1000 });
  it.each<[string, string, string, Told[], string]>([
    ["it was taken back", "undeliverable", "refunding", [both, refund("a", 1000)], "refunding"],
    ["and paid back", "undeliverable", "refunded", [both, refund("a", 1000), done], "refunded"],
    ["the other one was taken back", "delivered", "refunding", [both, refund("b", 1000)], "charged"],
    ["the other one was paid back", "delivered", "refunded", [both, refund("b", 1000), done], "charged"],
    [
      "it was paid back, then the other one is",
      "undeliverable",
      "refunding",
      [both, refund("a", 1000), done, refund("b", 1000)],
      "refunded",
    ],
    ["its refund failed", "undeliverable", "captured", [both, refund("a", 1000), failed("a")], "owed"],
    [
      "its refund failed after all, once the other's had gone through",
      "undeliverable",
      "captured",
      [both, refund("a", 1000), done, refund("b", 1000), done, failed("a")],
      "owed",
    ],
    [
      "the other's failed after all",
      "undeliverable",
      "captured",
      [both, refund("a", 1000), done, refund("b", 1000), done, failed("b")],
      "refunded",
    ],
    [
      "its refund failed, and was paid by hand",
      "undeliverable",
      "refunded",
      [both, refund("a", 1000), failed("a"), { event: "paid_by_hand", data: { order: "a" } }],
      "refunded",
    ],
    [
      "somebody had captured instead of releasing",
      "undeliverable",
      "refunding",
      [{ event: "was_captured" }],
      "refunding",
    ],
    ["and that was paid back", "cancelled", "refunded", [{ event: "was_captured" }, done], "refunded"],
  ])("%s", (_, order, payment, events, state) => {
    expect(tellMoney(factsOf(order, payment, events)).state).toBe(state);
  });

  it("is paid back as much as was charged for it", () => {
    const facts = factsOf("undeliverable", "refunded", [
      captured({ a: 800, b: 1000 }),
      refund("a", 800),
      done,
    ]);
    expect(tellMoney(facts)).toEqual({
      state: "refunded",
      amount: amount(800),
      at: new Date(Date.UTC(2026, 10, 1, 10, 2)),
    });
  });

  it("is the whole capture where it was not shared out, for an order alone", () => {
    const facts = factsOf("delivered", "captured", [{ event: "capture_confirmed" }], {
      alone: true,
      captured: 913,
    });
    expect(tellMoney(facts)).toMatchObject({ state: "charged", amount: amount(913) });
  });
});
