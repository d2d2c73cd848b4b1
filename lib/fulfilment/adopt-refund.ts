import { inTransaction } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { microsOf, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { withTax } from "@/lib/ledger";
import { lockOrdersOf } from "@/lib/orders";
import { advancePayment, closeIntent, intend, lockPaymentOf, readPayment } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

export type AdoptFailure = Failure<"no-such-payment" | "money-moves">;

export interface FoundRefund {
  paymentId: string;
  /** Stripe's id of it. */
  stripeId: string;
  amount: Money;
  reason: string;
}

/**
 * A refund that somebody made at Stripe by hand becomes one of ours: payment, books and timeline tell of it.
 * @throws NotPermitted
 */
export async function adoptRefund(
  ctx: FulfilmentCtx,
  found: FoundRefund,
): Promise<Result<null, AdoptFailure>> {
  assertMay(ctx.actor, "orders.refund");
  const { amount, stripeId, reason } = found;
  const known = await readPayment(ctx, found.paymentId);
  if (!known) return fail({ code: "no-such-payment" });
  const { checkoutId } = known;
  return inTransaction(ctx, async (tx): Promise<Result<null, AdoptFailure>> => {
    const orders = await lockOrdersOf(tx, checkoutId);
    const payment = await lockPaymentOf(tx, checkoutId);
    if (payment?.state !== "captured" && payment?.state !== "refunded") return fail({ code: "money-moves" });
    const [only] = orders.length === 1 ? orders : [];
    const intent = await intend(tx, payment, { kind: "refund", amount, reason, orderId: only?.id });
    const refunding = await advancePayment(tx, payment, {
      event: "refund_intended",
      to: "refunding",
      nextAfterMs: tx.policy.moneyRetry,
      data: { amount, reason, refund: stripeId },
    });
    await closeIntent(tx, intent.id, { state: "confirmed", stripeId });
    await advancePayment(tx, refunding, {
      event: "refund_confirmed",
      to: "refunded",
      nextAfterMs: null,
      set: {
        refundedMinor: payment.refundedMinor + amount.minor,
        refundOwedMinor: Math.max(0, payment.refundOwedMinor - amount.minor),
      },
      postings: await withTax(tx, [
        {
          kind: "refund",
          from: "stripe",
          to: "refunds",
          amount: microsOf(amount),
          checkoutId,
          orderId: only?.id,
        },
      ]),
    });
    return ok(null);
  });
}
