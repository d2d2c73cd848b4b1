import { inTransaction } from "@/db/context";
import { money, type Money } from "@/lib/core/money";
import { wake } from "@/lib/jobs";
import { postLedger } from "@/lib/ledger";
import { advanceAttempt, advanceOrder, lockOrder, readAttempt, type AttemptRow } from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf, type PaymentRow } from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { owedFor, settleCheckout } from "./settle-checkout";

async function payBack(ctx: FulfilmentCtx, payment: PaymentRow, amount: Money): Promise<void> {
  await intend(ctx, payment, { kind: "refund", amount, reason: "reversed by the provider" });
  await advancePayment(ctx, payment, {
    event: "refund_intended",
    to: "refunding",
    nextAfterMs: ctx.policy.moneyRetry,
    data: { amount },
  });
  await wake(ctx, "payment", payment.id);
}

/**
 * The provider took back what it had confirmed: what was charged for this order is refunded and a person is told.
 * Returns false while money is moving; the caller comes back later.
 */
export async function reverseOrder(ctx: FulfilmentCtx, given: AttemptRow): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, given.orderId);
    const attempt = await readAttempt(tx, given.id);
    const payment = order && (await lockPaymentOf(tx, order.checkoutId));
    if (!order || !payment || attempt?.state !== "delivered" || order.state !== "delivered") return true;
    if (payment.state === "capturing" || payment.state === "voiding" || payment.state === "refunding")
      return false;
    const amount = money(owedFor(order), payment.currency);
    await advanceAttempt(tx, attempt, { event: "reversed", to: "rejected" });
    await advanceOrder(tx, order, { event: "reversed", to: "undeliverable", nextAfterMs: null });
    // What is still held is settled without this order; what was never charged needs no refund.
    if (payment.state === "captured" || payment.state === "refunded") await payBack(tx, payment, amount);
    else await settleCheckout(tx, order.checkoutId);
    if (attempt.costMicros !== null && attempt.costCurrency !== null) {
      const cost = { micros: attempt.costMicros, currency: attempt.costCurrency };
      const float = `float:${attempt.provider}` as const;
      await postLedger(tx, [
        { kind: "provider-reversal", from: "cost-of-sales", to: float, amount: cost, orderId: order.id },
      ]);
    }
    await askForPerson(tx, order, "the provider reversed a delivery; the buyer gets the money back");
    return true;
  });
}
