import { inTransaction } from "@/db/context";
import { microsOf, money } from "@/lib/core/money";
import { postLedger } from "@/lib/ledger";
import {
  advancePayment,
  closeIntent,
  lockPaymentOf,
  noteSent,
  readOpenIntent,
  type MoneyIntentRow,
  type PaymentRow,
  type RefundTruth,
} from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

/** The refund we made for this intent, if Stripe has it: only ours count, by their metadata. */
async function findRefund(
  ctx: FulfilmentCtx,
  paymentIntentId: string,
  intent: MoneyIntentRow,
): Promise<RefundTruth | undefined> {
  const refunds = await ctx.stripe.listRefunds(paymentIntentId);
  return refunds.find((refund) => refund.intentId === intent.id);
}

async function conclude(
  ctx: FulfilmentCtx,
  { payment: given, intent }: { payment: PaymentRow; intent: MoneyIntentRow },
  refund: RefundTruth,
): Promise<void> {
  if (refund.status === "pending") return;
  await inTransaction(ctx, async (tx) => {
    const payment = await lockPaymentOf(tx, given.checkoutId);
    if (payment?.state !== "refunding") return;
    if (refund.status === "failed") {
      await closeIntent(tx, intent.id, {
        state: "refused",
        stripeId: refund.id,
        reason: "the refund failed",
      });
      await advancePayment(tx, payment, { event: "refund_failed", to: "captured", nextAfterMs: null });
      tx.log.error({ payment: payment.id, refund: refund.id }, "a refund failed; a person must pay it back");
      return;
    }
    await closeIntent(tx, intent.id, { state: "confirmed", stripeId: refund.id });
    await advancePayment(tx, payment, {
      event: "refund_confirmed",
      to: "refunded",
      nextAfterMs: null,
      set: { refundedMinor: payment.refundedMinor + intent.amountMinor },
    });
    const amount = microsOf(money(intent.amountMinor, payment.currency));
    await postLedger(tx, [
      { kind: "refund", from: "stripe", to: "refunds", amount, checkoutId: payment.checkoutId },
    ]);
  });
}

/** Pays back what the open refund intent names; existing refunds are listed first, so that it is paid once. */
export async function carryOutRefund(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  const intent = await readOpenIntent(ctx, payment.id);
  if (!intent || intent.kind !== "refund" || !payment.paymentIntentId) return;
  const { paymentIntentId } = payment;
  await noteSent(ctx, intent.id);
  const known = intent.firstSentAt ? await findRefund(ctx, paymentIntentId, intent) : undefined;
  if (known) return conclude(ctx, { payment, intent }, known);
  const told = await ctx.stripe.refund({
    paymentIntentId,
    amount: money(intent.amountMinor, payment.currency),
    intentId: intent.id,
    key: intent.idempotencyKey,
  });
  if (told.kind === "done") return conclude(ctx, { payment, intent }, told.value);
  ctx.log.warn({ payment: payment.id, detail: told.detail }, "Stripe did not confirm the refund");
  const found = await findRefund(ctx, paymentIntentId, intent);
  if (found) return conclude(ctx, { payment, intent }, found);
}
