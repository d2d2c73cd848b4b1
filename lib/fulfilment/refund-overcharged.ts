import { inTransaction } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { money, moneyFromMicrosUp, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import { readOvercharged } from "@/lib/ledger";
import { lockOrdersOf, type OrderRow } from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf, readPayment, type PaymentRow } from "@/lib/payments";
import { owedFor } from "@/lib/pricing";
import type { FulfilmentCtx } from "./context";

export type RefundFailure = Failure<
  /** Everything that was charged was delivered. */
  | "nothing-to-refund"
  /** It is not the time: money is moving, or was never taken. */
  | "money-moves"
  | "is-disputed"
>;

interface Over {
  amount: Money;
  orderId?: string | undefined;
}

/** What was charged beyond what was delivered, by the books of each order, or by the sums where a delivered order was charged too much. */
async function overOf(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  orders: OrderRow[],
): Promise<Over | undefined> {
  const byOrder = await readOvercharged(ctx, payment.checkoutId);
  if (byOrder) {
    const amount = moneyFromMicrosUp(byOrder.amount);
    return { amount, orderId: byOrder.orderId ?? undefined };
  }
  const owed = orders.reduce((sum, order) => sum + owedFor(order), 0);
  const over = payment.capturedMinor - payment.refundedMinor - owed;
  return over > 0 ? { amount: money(over, payment.currency) } : undefined;
}

/**
 * Staff give back what a checkout was charged for what did not arrive.
 * @throws NotPermitted
 */
export async function refundOvercharged(
  ctx: FulfilmentCtx,
  { paymentId, reason }: { paymentId: string; reason: string },
): Promise<Result<Money, RefundFailure>> {
  assertMay(ctx.actor, "orders.refund");
  const known = await readPayment(ctx, paymentId);
  if (!known) return fail({ code: "nothing-to-refund" });
  return inTransaction(ctx, async (tx): Promise<Result<Money, RefundFailure>> => {
    const orders = await lockOrdersOf(tx, known.checkoutId);
    const payment = await lockPaymentOf(tx, known.checkoutId);
    if (payment?.state !== "captured" && payment?.state !== "refunded") return fail({ code: "money-moves" });
    if (payment.disputed) return fail({ code: "is-disputed" });
    const over = await overOf(tx, payment, orders);
    if (!over) return fail({ code: "nothing-to-refund" });
    await intend(tx, payment, { kind: "refund", reason, ...over });
    await advancePayment(tx, payment, {
      event: "refund_intended",
      to: "refunding",
      nextAfterMs: tx.policy.moneyRetry,
      data: { ...over, reason },
      set: { refundOwedMinor: Math.max(0, payment.refundOwedMinor - over.amount.minor) },
    });
    await wake(tx, "payment", payment.id);
    return ok(over.amount);
  });
}
