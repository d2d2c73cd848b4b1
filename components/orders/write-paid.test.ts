import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import messages from "@/messages/en/orders.json";
import { formatMoney, money } from "@/lib/core/money";
import type { MoneyState, OrderView, Stop } from "@/lib/orders/types";
import { writePaid } from "./write-paid";

const t = createTranslator({ locale: "en", messages: { orders: messages }, namespace: "orders.receipt" });
const usd = (minor: number) => money(minor, "USD");

it.each<[MoneyState, Partial<Stop>, string]>([
  ["held", {}, "nothing"],
  ["released", { amount: usd(458) }, "nothing"],
  ["charged", { amount: usd(458) }, "$4.58"],
  ["refunded", { amount: usd(458) }, "$4.58, and refunded"],
  ["refunded", { amount: usd(100), of: usd(458) }, "$4.58, $1.00 of it refunded"],
  ["refunding", { amount: usd(100), of: usd(458) }, "$4.58, $1.00 of it to be refunded"],
  ["owed", { amount: usd(458) }, "$4.58, to be refunded"],
])("%s with %o reads %s", (state, last, text) => {
  const order = { money: state, stops: [last] } as unknown as OrderView;
  expect(writePaid(order, t, (amount) => formatMoney(amount, "en"))).toBe(text);
});
