import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { microsOf, money } from "@/lib/core/money";
import { postLedger, withTax } from "@/lib/ledger";
import { lockOrdersOf } from "@/lib/orders";
import {
  advancePayment,
  closeIntent,
  intend,
  lockPaymentOf,
  noteSent,
  type MoneyIntentRow,
  type PaymentRow,
  type RefundTruth,
} from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { mailRefund } from "./mail-refund";

/** The refund we made for this intent, if Stripe has it: only ours count, by their metadata. */
async function findRefund(
  ctx: FulfilmentCtx,
  paymentIntentId: string,
  intent: MoneyIntentRow,
): Promise<RefundTruth | undefined> {
  const refunds = await ctx.stripe.listRefunds(paymentIntentId);
  return refunds.find((refund) => refund.intentId === intent.id);
}

interface RefundEnd {
  payment: PaymentRow;
  intent: MoneyIntentRow;
}

/** The buyer is still owed the money: a person must pay it back. */
async function refundFailed(
  ctx: FulfilmentCtx,
  { payment: given, intent }: RefundEnd,
  end: { stripeId?: string; reason: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [order] = await lockOrdersOf(tx, given.checkoutId);
    const payment = await lockPaymentOf(tx, given.checkoutId);
    if (payment?.state !== "refunding") return;
    if (!(await closeIntent(tx, intent.id, { state: "refused", ...end }))) return;
    await advancePayment(tx, payment, {
      event: "refund_failed",
      to: "captured",
      nextAfterMs: null,
      data: { intent: intent.id, order: intent.orderId ?? undefined, reason: end.reason },
      set: { refundOwedMinor: payment.refundOwedMinor + intent.amountMinor },
    });
    await mailRefund(tx, { payment, intent }, "refund-failed");
    if (order)
      await askForPerson(tx, order, {
        kind: "refund-failed",
        why: `a refund failed, pay it back by hand: ${end.reason}`,
      });
  });
}

/** Returns whether the refund has ended. */
async function conclude(ctx: FulfilmentCtx, end: RefundEnd, refund: RefundTruth): Promise<boolean> {
  const { payment: given, intent } = end;
  if (refund.status === "pending") return false;
  if (refund.status === "failed") {
    await refundFailed(ctx, end, { stripeId: refund.id, reason: "the refund failed" });
    return true;
  }
  await inTransaction(ctx, async (tx) => {
    const payment = await lockPaymentOf(tx, given.checkoutId);
    if (payment?.state !== "refunding") return;
    // By the intent, not by the payment: another refund may be under way by now.
    if (!(await closeIntent(tx, intent.id, { state: "confirmed", stripeId: refund.id }))) return;
    await advancePayment(tx, payment, {
      event: "refund_confirmed",
      to: "refunded",
      nextAfterMs: null,
      set: { refundedMinor: payment.refundedMinor + intent.amountMinor },
    });
    const amount = microsOf(money(intent.amountMinor, payment.currency));
    const postings = await withTax(tx, [
      {
        kind: "refund",
        from: "stripe",
        to: "refunds",
        amount,
        checkoutId: payment.checkoutId,
        orderId: intent.orderId ?? undefined,
      },
    ]);
    await postLedger(tx, postings);
    await mailRefund(tx, { payment, intent }, "refunded");
  });
  return true;
}

/** Stripe keeps a 5xx under its key, and no refund came of it: the next try needs a new one. */
async function replaceRefund(ctx: FulfilmentCtx, end: RefundEnd, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const payment = await lockPaymentOf(tx, end.payment.checkoutId);
    if (payment?.state !== "refunding") return;
    // Another process may have replaced it already: one refund stands at a time.
    if (!(await closeIntent(tx, end.intent.id, { state: "refused", reason }))) return;
    const amount = money(end.intent.amountMinor, payment.currency);
    const { reason: why, orderId } = end.intent;
    await intend(tx, payment, { kind: "refund", amount, reason: why ?? "", orderId: orderId ?? undefined });
  });
}

/**
 * Pays back what the open refund intent names; existing refunds are listed first, so that it is paid once.
 * @returns whether it has ended: paid, or given to a person
 */
export async function carryOutRefund(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  intent: MoneyIntentRow,
): Promise<boolean> {
  const { paymentIntentId } = payment;
  if (intent.kind !== "refund" || !paymentIntentId) return true;
  const end = { payment, intent };
  const known = intent.firstSentAt ? await findRefund(ctx, paymentIntentId, intent) : undefined;
  if (known) return conclude(ctx, end, known);
  await noteSent(ctx, intent.id);
  await failpoint("refund.committed");
  const told = await ctx.stripe.refund({
    paymentIntentId,
    amount: money(intent.amountMinor, payment.currency),
    intentId: intent.id,
    key: intent.idempotencyKey,
  });
  await failpoint("refund.told");
  if (told.kind === "done") return conclude(ctx, end, told.value);
  ctx.log.warn({ payment: payment.id, detail: told.detail }, "Stripe did not confirm the refund");
  const found = await findRefund(ctx, paymentIntentId, intent);
  if (found) return conclude(ctx, end, found);
  if (told.kind === "refused") {
    await refundFailed(ctx, end, { reason: told.code });
    return true;
  }
  if (told.stored) await replaceRefund(ctx, end, told.detail);
  return false;
}
