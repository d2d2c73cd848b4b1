import { readPayment } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

/**
 * A card was held on a page of this payment. When it is not the page that is kept, the buyer would pay for nothing: the hold is given back.
 * Whoever made the page does so as well, at once, but may die before. Returns false when it must be tried again.
 * @throws StripeUnreachable when the truth cannot be had
 */
export async function releaseStray(
  ctx: FulfilmentCtx,
  { paymentId, paymentIntentId }: { paymentId: string; paymentIntentId: string },
): Promise<boolean> {
  const payment = await readPayment(ctx, paymentId);
  if (!payment || payment.paymentIntentId === paymentIntentId) return true;
  // Which page is kept is not known yet.
  if (!payment.sessionId) return false;
  const held = await ctx.stripe.readPaymentIntent(paymentIntentId);
  if (held.kind !== "held" || held.checkoutId !== payment.checkoutId) return true;
  const kept = await ctx.stripe.readSession(payment.sessionId);
  if (kept.paymentIntentId === paymentIntentId) return true;
  const told = await ctx.stripe.cancel(paymentIntentId, `stray:${paymentIntentId}`);
  if (told.kind === "unknown") return false;
  const facts = { payment: paymentId, stray: paymentIntentId };
  if (told.kind === "done")
    ctx.log.warn(facts, "a card was held on a page that is not kept; the hold was given back");
  else ctx.log.error({ ...facts, code: told.code }, "a card stays held on a page that is not kept");
  return true;
}
