import { money, type Money } from "@/lib/core/money";
import type { MoneyState } from "@/lib/orders/types";
import { chargedFor } from "@/lib/pricing";
import type { OrderFacts } from "./read-order-facts";

/** What has happened to the money of one order, from both machines; the payment may be for others as well. */
export interface OrderMoney {
  state: MoneyState;
  /** What of it is or was moved: charged, given back, or held. */
  amount: Money;
  at: Date | undefined;
}

type PaymentEvent = OrderFacts["paymentEvents"][number];

const lastOf = (events: PaymentEvent[], ...names: string[]): PaymentEvent | undefined =>
  events.findLast(({ event }) => names.includes(event));

/** Whether the card was held for other orders as well. */
export const paidWithOthers = ({ order, payment }: OrderFacts): boolean =>
  payment.amountMinor !== order.totalMinor;

/** What was charged for it alone. A capture of older days was not shared out: then it was for one order. */
export function chargeOf(facts: OrderFacts): number {
  const { order, payment, paymentEvents } = facts;
  const shared = lastOf(paymentEvents, "capture_confirmed")?.data["shares"] !== undefined;
  if (shared) return chargedFor(order.id, paymentEvents);
  return paidWithOthers(facts) || order.state !== "delivered" ? 0 : payment.capturedMinor;
}

/** What each event says of a refund that was meant. */
const REFUND_TURNS: Record<string, MoneyState> = {
  refund_intended: "refunding",
  refund_confirmed: "refunded",
  refund_failed: "owed",
  paid_by_hand: "refunded",
};

function amountIn({ data }: PaymentEvent): Money | undefined {
  const amount = data["amount"] as Partial<Money> | undefined;
  return typeof amount?.minor === "number" && amount.currency ? (amount as Money) : undefined;
}

/** The order an event speaks of, where it names one. */
const orderIn = ({ data }: PaymentEvent): unknown => data["order"] ?? data["orderId"];

/** The refund of this order, as far as it has come; undefined when none was meant for it. */
function refundOf(facts: OrderFacts, total: Money): OrderMoney | undefined {
  const { order, paymentEvents } = facts;
  // What was captured by hand instead of released goes back for all.
  const forAll = paymentEvents.findIndex(({ event }) => event === "was_captured");
  const isMine = (one: PaymentEvent) =>
    orderIn(one) === undefined ? !paidWithOthers(facts) : orderIn(one) === order.id;
  const start =
    forAll >= 0 ? forAll : paymentEvents.findIndex((one) => one.event === "refund_intended" && isMine(one));
  if (start < 0) return undefined;
  const found: OrderMoney = { state: "refunding", amount: total, at: undefined };
  let mine = true;
  // Given back in parts, it is told as one sum.
  let before = 0;
  for (const one of paymentEvents.slice(start)) {
    if (one.event === "refund_intended") mine = forAll >= 0 || isMine(one);
    const state = REFUND_TURNS[one.event];
    // A failure names its order, for it may come while another's refund is the last one.
    if (!state || !(orderIn(one) === undefined ? mine : forAll >= 0 || isMine(one))) continue;
    if (one.event === "refund_intended") {
      if (found.state === "refunded") before = found.amount.minor;
      const amount = amountIn(one) ?? total;
      found.amount = money(amount.minor + before, amount.currency);
    }
    Object.assign(found, { state, at: state === "refunding" ? undefined : one.at });
  }
  return found;
}

const ENDS: Partial<Record<string, [delivered: MoneyState, not: MoneyState]>> = {
  open: ["none", "none"],
  expired: ["none", "none"],
  authorised: ["held", "held"],
  capturing: ["charging", "releasing"],
  voiding: ["waived", "releasing"],
  voided: ["waived", "released"],
};

/** What has happened to the money of this one order. */
export function tellMoney(facts: OrderFacts): OrderMoney {
  const { order, payment, paymentEvents } = facts;
  const total = money(order.totalMinor, order.totalCurrency);
  const delivered = order.state === "delivered";
  const settled = lastOf(paymentEvents, "capture_confirmed", "void_confirmed", "hold_was_gone")?.at;
  const by = ENDS[payment.state];
  if (by) return { state: delivered ? by[0] : by[1], amount: total, at: settled };
  const refund = refundOf(facts, total);
  if (refund) return refund;
  if (!delivered) return { state: "released", amount: total, at: settled };
  const charged = chargeOf(facts);
  return charged > 0
    ? { state: "charged", amount: money(charged, payment.currency), at: settled }
    : { state: "lost", amount: total, at: undefined };
}
