import { writeMail } from "@/lib/mail";
import { readOrdersOf } from "@/lib/orders";
import type { MoneyIntentRow, PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

/** Whose order a refund was for is told what became of it; where it was for all of the checkout, each of them. In the caller's transaction. */
export async function mailRefund(
  ctx: FulfilmentCtx,
  of: { payment: PaymentRow; intent: MoneyIntentRow },
  what: "refunded" | "refund-failed",
): Promise<void> {
  const { payment, intent } = of;
  const orders = await readOrdersOf(ctx, payment.checkoutId);
  const told = intent.orderId ? orders.filter(({ id }) => id === intent.orderId) : orders;
  for (const { id, email } of told) {
    const dedupeKey = `${what}:${intent.id}:${id}`;
    await writeMail(ctx, { template: "refunded", to: email, dedupeKey, orderId: id });
  }
}
