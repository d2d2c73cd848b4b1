import { describe, expect, it } from "vitest";
import messages from "@/messages/en/orders.json";
import { money } from "@/lib/core/money";
import type { MissReason, MoneyState, OrderView, Stop, WaitReason } from "@/lib/orders/types";
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
    ["delivered", "refunded", [], "refunded"],
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
    };
    const waits: Record<WaitReason, string> = {
      "operator-down": "sent-now-operator-down",
      "card-check": "sent-now-card-check",
      person: "delivered-doubt-person",
    };
    const keys = [...Object.keys(missed).map((why) => `not-delivered-bad-${why}`), ...Object.values(waits)];
    for (const key of keys) expect(messages.line).toHaveProperty(key);
  });

  it("says in every state what has happened to the money", () => {
    for (const { text } of Object.values(messages.told))
      expect(text).toMatch(/held|charg|released|releasing|your card/i);
  });
});
