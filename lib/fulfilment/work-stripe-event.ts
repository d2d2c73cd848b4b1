import { inTransaction } from "@/db/context";
import { wake } from "@/lib/jobs";
import { lockOrdersOf } from "@/lib/orders";
import { flagPayment, type PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { noteDisputes, noteFraudWarnings } from "./note-disputes";
import { noteFailedRefunds } from "./note-failed-refunds";
import { workPayment } from "./work-payment";

async function noteReview(ctx: FulfilmentCtx, payment: PaymentRow, intentId: string): Promise<void> {
  const { underReview } = await ctx.stripe.readPaymentIntent(intentId);
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    await flagPayment(tx, payment.id, { underReview });
    if (underReview) return;
    for (const order of orders) if (order.state === "authorised") await wake(tx, "order", order.id);
  });
}

/**
 * What an event of Stripe hints at, by the truth. Returns false while money is moving: it is worked again later.
 * @param type as Stripe names it
 * @throws StripeUnreachable when the truth cannot be had
 */
export async function workStripeEvent(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  type: string,
): Promise<boolean> {
  if (type.startsWith("charge.dispute.")) await noteDisputes(ctx, payment);
  if (type.startsWith("radar.early_fraud_warning.")) await noteFraudWarnings(ctx, payment);
  if (type.startsWith("review.") && payment.paymentIntentId)
    await noteReview(ctx, payment, payment.paymentIntentId);
  const settled = !type.includes("refund") || (await noteFailedRefunds(ctx, payment));
  await workPayment(ctx, payment);
  return settled;
}
