import { wake } from "@/lib/jobs";
import { readCheckoutRow, readOrdersOf } from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import { validate as isUuid } from "uuid";
import type { CheckoutCtx } from "./context";

/** The buyer came back from Stripe's page: a hint that the card may be held. The worker looks; the buyer goes on to the order. */
export async function confirmPayment(
  ctx: CheckoutCtx,
  input: { checkoutId: string },
): Promise<{ orderPublicId: string } | null> {
  if (!isUuid(input.checkoutId)) return null;
  const checkout = await readCheckoutRow(ctx, input.checkoutId, ctx.actor.id);
  const payment = checkout && (await readPaymentOf(ctx, checkout.id));
  if (!payment) return null;
  if (payment.state === "open" || payment.state === "expired") await wake(ctx, "payment", payment.id);
  const [order] = await readOrdersOf(ctx, payment.checkoutId);
  return order ? { orderPublicId: order.publicId } : null;
}
