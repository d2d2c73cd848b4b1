import { describe, expect, it } from "vitest";
import messages from "@/messages/en/orders.json";
import { money } from "@/lib/core/money";
import type { MissReason, MoneyState, OrderView, PaidHow, Stop, WaitReason } from "@/lib/orders/types";
import { tellOrder } from "./tell-order";

const order = (state: string, paid: MoneyState, stops: Partial<Stop>[] = []): OrderView =>
  ({
    state,
    money: paid,
    stops,
    price: { total: money(1142, "USD") },
  }) as unknown as OrderView;

describe("what the page says first of an order", () => {
  it.each<[string, MoneyState, Partial<Stop>[], string]>([
    ["draft", "none", [], "unpaid"],
    ["awaiting_payment", "none", [], "unpaid"],
    ["expired", "none", [], "expired"],
    ["authorised", "held", [{ stop: "sent", status: "now" }], "on-its-way"],
    ["authorised", "held", [{ stop: "sent", status: "now", why: "operator-down" }], "waiting"],
    ["sending", "held", [], "on-its-way"],
    ["accepted", "held", [{ stop: "delivered", status: "doubt" }], "doubt"],
    ["review", "held", [{ stop: "delivered", status: "doubt", why: "person" }], "review"],
    ["delivered", "charging", [], "charging"],
    ["delivered", "charged", [{ amount: money(1142, "USD") }], "charged"],
    ["delivered", "charged", [{ amount: money(913, "USD") }], "charged-part"],
    ["delivered", "lost", [], "lost"],
    ["delivered", "held", [], "with-others"],
    ["delivered", "waived", [], "waived"],
    ["delivered", "refunding", [], "giving-back"],
    ["delivered", "refunded", [], "refunded"],
    ["delivered", "owed", [], "owed"],
    ["undeliverable", "held", [], "released-with-others"],
    ["undeliverable", "held", [{ stop: "not-delivered", why: "unproven" }], "unproven-released-with-others"],
    ["undeliverable", "owed", [], "owed"],
    ["cancelled", "held", [], "cancelled-with-others"],
    ["cancelled", "refunded", [], "refunded"],
    ["undeliverable", "releasing", [], "releasing"],
    ["undeliverable", "released", [], "released"],
    ["undeliverable", "releasing", [{ stop: "not-delivered", why: "unproven" }], "unproven-releasing"],
    ["undeliverable", "released", [{ stop: "not-delivered", why: "unproven" }], "unproven-released"],
    ["undeliverable", "refunding", [], "refunding"],
    ["cancelled", "none", [], "cancelled"],
    ["cancelled", "releasing", [], "cancelled-releasing"],
    ["cancelled", "released", [], "cancelled-released"],
  ])("%s with money %s", (state, paid, stops, key) => {
    expect(tellOrder(order(state, paid, stops)).key).toBe(key);
  });

  it("has words for every reason", () => {
    const missed: Record<MissReason, true> = {
      "number-invalid": true,
      "number-not-prepaid": true,
      "operator-mismatch": true,
      "amount-invalid": true,
      "recipient-limit": true,
      "recently-recharged": true,
      "no-way": true,
      unproven: true,
      reversed: true,
      "hold-lost": true,
      "turned-away": true,
    };
    const waits: Record<WaitReason, string> = {
      "operator-down": "sent-now-operator-down",
      "operator-wrong": "sent-now-operator-wrong",
      "card-check": "sent-now-card-check",
      undo: "sent-now-undo",
      person: "delivered-doubt-person",
    };
    const paid: Record<PaidHow, string[]> = {
      short: ["delivered-done-short", "charged-done-short"],
      "with-others": ["charged-now-with-others", "charged-done-with-others", "released-now-with-others"],
      "short-with-others": ["charged-done-short-with-others"],
      waived: ["charged-bad-waived"],
    };
    const keys = [
      ...Object.values(paid).flat(),
      ...Object.keys(missed).map((why) => `not-delivered-bad-${why}`),
      ...Object.values(waits),
    ];
    for (const key of keys) expect(messages.line).toHaveProperty(key);
  });

  it("says in every state what has happened to the money", () => {
    for (const { text } of Object.values(messages.told))
      expect(text).toMatch(/held|charg|released|releasing|your card/i);
  });
});
