import { expect, it } from "vitest";
import type { MoneyState, OrderView, Stop } from "@/lib/orders/types";
import { chooseTemplate } from "./choose-template";

const view = (state: string, money: MoneyState, stops: Partial<Stop>[] = []): OrderView =>
  ({ state, money, stops }) as unknown as OrderView;
const missed = (why: Stop["why"]): Partial<Stop>[] => [
  { stop: "not-delivered", ...(why ? { why } : {}) },
  {},
];

it.each<[string, OrderView, string]>([
  ["receipt", view("delivered", "charged", [{ stop: "charged" }]), "receipt"],
  ["receipt", view("delivered", "charged", [{ stop: "charged", why: "short" }]), "receipt-short"],
  ["receipt", view("delivered", "charged", [{ stop: "charged", why: "with-others" }]), "receipt-with-others"],
  [
    "receipt",
    view("delivered", "charged", [{ stop: "charged", why: "short-with-others" }]),
    "receipt-short-with-others",
  ],
  ["receipt", view("delivered", "lost"), "not-charged"],
  ["receipt", view("delivered", "waived"), "not-charged"],
  // It was taken back before the receipt was sent.
  ["receipt", view("undeliverable", "refunding", missed("reversed")), "reversed"],
  ["released", view("undeliverable", "released", missed("no-way")), "released"],
  ["released", view("undeliverable", "released", missed("unproven")), "unproven"],
  ["released", view("undeliverable", "released", missed("turned-away")), "turned-away"],
  ["released", view("cancelled", "released"), "cancelled"],
  // It arrived before that mail was sent.
  ["released", view("delivered", "lost"), "not-charged"],
  ["refunded", view("undeliverable", "refunded", missed("reversed")), "reversed"],
  ["refunded", view("undeliverable", "refunded", missed(undefined)), "refunded"],
  ["refunded", view("delivered", "refunded"), "given-back"],
  ["refunded", view("undeliverable", "owed", missed("reversed")), "owed"],
])("a mail written as %s says of %j: %s", (template, order, says) => {
  expect(chooseTemplate({ template, data: {} }, order)).toBe(says);
});

it("says that it was paid by hand", () => {
  const mail = { template: "refunded", data: { byHand: true } };
  expect(chooseTemplate(mail, view("undeliverable", "refunded", missed("reversed")))).toBe("paid-by-hand");
});
