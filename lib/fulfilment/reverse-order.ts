import { inTransaction } from "@/db/context";
import { newToken } from "@/lib/core/ids";
import { micros, money, moneyFromMicrosUp, type Micros, type Money } from "@/lib/core/money";
import { wake } from "@/lib/jobs";
import { postLedger, readBookedOf, readCharged, readLostSale, type Posting } from "@/lib/ledger";
import {
  advanceAttempt,
  advanceOrder,
  lockOrder,
  readAttempt,
  readAttempts,
  type AttemptRow,
  type OrderRow,
} from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf, type PaymentRow } from "@/lib/payments";
import { owedFor } from "@/lib/pricing";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { REVERSED } from "./was-reversed";
import { settleCheckout } from "./settle-checkout";
import { tellRecipient } from "./tell-recipient";

/** What was charged for this order alone; of a capture that was not shared out, what was owed for it. */
async function chargeOf(ctx: FulfilmentCtx, payment: PaymentRow, order: OrderRow): Promise<Money> {
  const charged = await readCharged(ctx, order.id);
  return charged ? moneyFromMicrosUp(charged) : money(owedFor(order), payment.currency);
}

/** Returns false when the buyer has it back already: staff gave it to them. */
async function payBack(ctx: FulfilmentCtx, payment: PaymentRow, order: OrderRow): Promise<boolean> {
  const amount = await chargeOf(ctx, payment, order);
  if (amount.minor <= 0) return false;
  const reason = "reversed by the provider";
  await intend(ctx, payment, { kind: "refund", amount, reason, orderId: order.id });
  await advancePayment(ctx, payment, {
    event: "refund_intended",
    to: "refunding",
    nextAfterMs: ctx.policy.moneyRetry,
    data: { amount, order: order.id },
  });
  await wake(ctx, "payment", payment.id);
  return true;
}

/** It had never been charged: that it was lost is taken back, for there is nothing any more that was owed. */
async function takeBackLoss(ctx: FulfilmentCtx, order: OrderRow, lost: Micros): Promise<void> {
  const { id: orderId, checkoutId } = order;
  await postLedger(ctx, [
    { kind: "loss", from: "lost-sales", to: "sales", amount: lost, orderId, checkoutId },
  ]);
}

/** The float gets back what the attempt took from it, and what it earned is gone. */
async function bookReversal(ctx: FulfilmentCtx, attempt: AttemptRow, order: OrderRow): Promise<void> {
  const { provider, costMicros, costCurrency, orderId, id: attemptId } = attempt;
  const float = `float:${provider}` as const;
  const back = (from: Posting["from"], amount: Micros): Posting => ({
    kind: "provider-reversal",
    from,
    to: float,
    amount,
    orderId,
    checkoutId: order.checkoutId,
    attemptId,
  });
  const booked = await readBookedOf(ctx, attempt);
  const legs = booked.filter(({ account }) => account !== float).map((leg) => back(leg.account, leg.amount));
  if (booked.length > 0 || costMicros === null || costCurrency === null) return postLedger(ctx, legs);
  // Booked before entries named their attempt.
  await postLedger(ctx, [back("cost-of-sales", micros(costMicros, costCurrency))]);
}

/** Undoes what the order did to the money: refunded is only what was charged for it. Returns what staff are told. */
async function undoMoney(ctx: FulfilmentCtx, payment: PaymentRow, order: OrderRow): Promise<string> {
  const lost = await readLostSale(ctx, order.id);
  if (lost) await takeBackLoss(ctx, order, lost);
  else if (payment.state === "captured" || payment.state === "refunded") {
    return (await payBack(ctx, payment, order))
      ? "the provider reversed a delivery; the buyer gets the money back"
      : "the provider reversed a delivery; the buyer has the money back already";
  }
  return payment.state === "authorised"
    ? "the provider reversed a delivery before it was charged"
    : "the provider reversed a delivery that was never charged";
}

/** Nothing of the order has arrived any more. What is still held is settled without it. Returns what staff are told. */
async function reverseDelivery(ctx: FulfilmentCtx, payment: PaymentRow, order: OrderRow): Promise<string> {
  await advanceOrder(ctx, order, { event: "reversed", to: "undeliverable", nextAfterMs: null });
  await tellRecipient(ctx, order, "gift-back");
  const why = await undoMoney(ctx, payment, order);
  await settleCheckout(ctx, order.checkoutId);
  return why;
}

/**
 * The provider took back what it had confirmed: what was charged for this order is refunded and a person is told.
 * @param given the attempt as it was read before the provider was asked
 * Returns false while money is moving; the caller comes back later.
 */
export async function reverseOrder(ctx: FulfilmentCtx, given: AttemptRow): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, given.orderId);
    const attempt = await readAttempt(tx, given.id);
    const payment = order && (await lockPaymentOf(tx, order.checkoutId));
    if (!order || !payment || attempt?.state !== "delivered") return true;
    if (attempt.leaseToken !== given.leaseToken) return true;
    if (payment.state === "capturing" || payment.state === "voiding" || payment.state === "refunding")
      return false;
    await advanceAttempt(tx, attempt, {
      event: "reversed",
      to: "rejected",
      // What was asked before is older news than the reversal: it bears the old token.
      set: { leaseToken: newToken(), outcome: { ...attempt.outcome, kind: REVERSED } },
    });
    await bookReversal(tx, attempt, order);
    const others = await readAttempts(tx, order.id);
    const goesOn = order.state !== "delivered" || others.some(({ state }) => state === "delivered");
    const why = goesOn
      ? "the provider reversed a delivery; the order goes by its other attempt"
      : await reverseDelivery(tx, payment, order);
    await askForPerson(tx, order, { kind: "money", why });
    return true;
  });
}
