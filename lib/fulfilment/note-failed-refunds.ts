import { inTransaction } from "@/db/context";
import { microsOf, money } from "@/lib/core/money";
import type { Posting } from "@/lib/ledger";
import { postLedger, withTax } from "@/lib/ledger";
import { lockOrdersOf } from "@/lib/orders";
import {
  advancePayment,
  flagPayment,
  lockPaymentOf,
  reopenRefund,
  type MoneyIntentRow,
  type PaymentRow,
} from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { mailRefund } from "./mail-refund";

const REASON = "it failed after it had gone through";

/** The money came back to us. */
const backToUs = (payment: PaymentRow, intent: MoneyIntentRow): Posting => ({
  kind: "refund-failure",
  from: "refunds",
  to: "stripe",
  amount: microsOf(money(intent.amountMinor, payment.currency)),
  checkoutId: payment.checkoutId,
  orderId: intent.orderId ?? undefined,
});

async function oweAgain(ctx: FulfilmentCtx, payment: PaymentRow, intent: MoneyIntentRow): Promise<void> {
  const owed = {
    refundedMinor: payment.refundedMinor - intent.amountMinor,
    refundOwedMinor: payment.refundOwedMinor + intent.amountMinor,
  };
  if (payment.state !== "refunded") {
    // Another one failed before it: the payment has gone back already.
    await flagPayment(ctx, payment.id, owed);
    return postLedger(ctx, await withTax(ctx, [backToUs(payment, intent)]));
  }
  await advancePayment(ctx, payment, {
    event: "refund_failed",
    to: "captured",
    nextAfterMs: null,
    data: { intent: intent.id, order: intent.orderId ?? undefined, reason: REASON },
    set: owed,
    postings: await withTax(ctx, [backToUs(payment, intent)]),
  });
}

/**
 * Looks whether a refund that had gone through has failed: then the buyer is owed the money again, and a person must see to it.
 * Returns false while another refund is under way; the caller comes back later.
 * @throws StripeUnreachable
 */
export async function noteFailedRefunds(ctx: FulfilmentCtx, given: PaymentRow): Promise<boolean> {
  // Nothing that had gone through can have failed.
  if (!given.paymentIntentId || given.refundedMinor === 0) return true;
  const refunds = await ctx.stripe.listRefunds(given.paymentIntentId);
  const failed = refunds.flatMap(({ intentId, status }) =>
    intentId && status === "failed" ? [intentId] : [],
  );
  if (failed.length === 0) return true;
  return inTransaction(ctx, async (tx) => {
    const [order] = await lockOrdersOf(tx, given.checkoutId);
    for (const intentId of failed) {
      const payment = await lockPaymentOf(tx, given.checkoutId);
      if (!payment || payment.state === "refunding") return false;
      const intent = await reopenRefund(tx, intentId, REASON);
      if (!intent) continue;
      await oweAgain(tx, payment, intent);
      await mailRefund(tx, { payment, intent }, "refund-failed");
      if (order)
        await askForPerson(tx, order, {
          kind: "refund-failed",
          why: "a refund failed after all: the buyer is owed it again",
        });
    }
    return true;
  });
}
