import { inTransaction } from "@/db/context";
import { wake } from "@/lib/jobs";
import { lockOrdersOf, type OrderRow } from "@/lib/orders";
import { flagPayment, type PaymentRow } from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { noteDisputes, noteFraudWarnings } from "./note-disputes";
import { noteFailedRefunds } from "./note-failed-refunds";
import { releaseStray } from "./release-stray";
import { movePayment } from "./work-payment";

const OPEN: readonly OrderRow["state"][] = ["sending", "in_doubt", "accepted", "review"];

async function noteReview(ctx: FulfilmentCtx, payment: PaymentRow, intentId: string): Promise<void> {
  const { underReview } = await ctx.stripe.readPaymentIntent(intentId);
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    await flagPayment(tx, payment.id, { underReview });
    if (underReview) return;
    for (const order of orders) if (order.state === "authorised") await wake(tx, "order", order.id);
  });
}

/** The hold ended or was cancelled while an order may be on its way: what arrives now can no longer be charged, so a person is told at once. */
async function noteLostHold(ctx: FulfilmentCtx, payment: PaymentRow, intentId: string): Promise<void> {
  const truth = await ctx.stripe.readPaymentIntent(intentId);
  if (truth.kind !== "canceled") return;
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    const open = orders.find(({ state }) => OPEN.includes(state));
    if (open)
      await askForPerson(tx, open, {
        kind: "payment-lost",
        why: "the hold is gone while it may still arrive: it will not be charged",
      });
  });
}

/**
 * What an event of Stripe hints at, by the truth. Returns false while money is moving: it is worked again later.
 * @param hint.type as Stripe names it; `paymentIntentId` as the event does
 * @throws StripeUnreachable when the truth cannot be had
 */
export async function workStripeEvent(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  { type, paymentIntentId }: { type: string; paymentIntentId: string | null },
): Promise<boolean> {
  if (type.startsWith("charge.dispute.")) await noteDisputes(ctx, payment);
  if (type.startsWith("radar.early_fraud_warning.")) await noteFraudWarnings(ctx, payment);
  if (type.startsWith("review.") && payment.paymentIntentId)
    await noteReview(ctx, payment, payment.paymentIntentId);
  if (type === "payment_intent.canceled" && payment.state === "authorised" && payment.paymentIntentId)
    await noteLostHold(ctx, payment, payment.paymentIntentId);
  const settled = !type.includes("refund") || (await noteFailedRefunds(ctx, payment));
  const waits = await movePayment(ctx, payment);
  if (type !== "checkout.session.completed" || paymentIntentId === null) return settled;
  // A payment that came to its end by this event did so by this hold.
  const mayBeStray = payment.paymentIntentId === null ? waits : payment.paymentIntentId !== paymentIntentId;
  return mayBeStray ? releaseStray(ctx, { paymentId: payment.id, paymentIntentId }) : settled;
}
