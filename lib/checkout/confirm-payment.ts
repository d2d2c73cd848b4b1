import { validate as isUuid } from "uuid";
import { wake } from "@/lib/jobs";
import { readCheckoutRow, readOrdersOf } from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { CheckoutCtx } from "./context";

/**
 * The buyer came back from Stripe's page: a hint that the card may be held. The worker looks; the buyer goes on to the order. Null when
 * it is neither this buyer's checkout nor its Session.
 * @param input.sessionId as Stripe put it into the address
 */
export async function confirmPayment(
  ctx: CheckoutCtx,
  input: { checkoutId: string; sessionId: string | null },
): Promise<{ orderPublicId: string } | null> {
  if (!isUuid(input.checkoutId)) return null;
  const payment = await readPaymentOf(ctx, input.checkoutId);
  if (!payment) return null;
  const came = payment.sessionId !== null && payment.sessionId === input.sessionId;
  if (!came && !(await readCheckoutRow(ctx, input.checkoutId, ctx.actor.id))) return null;
  if (payment.state === "open" || payment.state === "expired") await wake(ctx, "payment", payment.id);
  const [order] = await readOrdersOf(ctx, payment.checkoutId);
  return order ? { orderPublicId: order.publicId } : null;
}
