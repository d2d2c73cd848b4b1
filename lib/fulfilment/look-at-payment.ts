import { assertMay } from "@/lib/core/permissions";
import { money } from "@/lib/core/money";
import { newToken } from "@/lib/core/ids";
import { readPayment, type HoldTruth } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { workPayment } from "./work-payment";

/** What Stripe says of a payment, after everything that is due for it was done. */
export type PaymentSight =
  /** Stripe has what our books say. */
  | { kind: "agrees" }
  /** Our books say it was captured, and Stripe still holds it. */
  | { kind: "still-held" }
  | { kind: "differs"; truth: HoldTruth["kind"]; capturedMinor: number | null }
  | { kind: "no-payment" };

/**
 * Asks Stripe what has become of a payment; what is due for it is done first, as at each of its wake-ups. Safe at any time.
 * @throws StripeUnreachable
 */
export async function lookAtPayment(ctx: FulfilmentCtx, paymentId: string): Promise<PaymentSight> {
  await workPayment(ctx, paymentId);
  const payment = await readPayment(ctx, paymentId);
  if (!payment?.paymentIntentId) return { kind: "no-payment" };
  const truth = await ctx.stripe.readPaymentIntent(payment.paymentIntentId);
  const ours = payment.state === "captured" || payment.state === "refunded" || payment.state === "refunding";
  if (truth.kind === "captured") {
    const same = ours && truth.captured?.minor === payment.capturedMinor;
    return same
      ? { kind: "agrees" }
      : { kind: "differs", truth: truth.kind, capturedMinor: truth.captured?.minor ?? null };
  }
  if (truth.kind === "held" && ours) return { kind: "still-held" };
  const nothing = payment.state === "voided" || payment.state === "expired" || payment.state === "lost";
  if (nothing && truth.kind !== "held") return { kind: "agrees" };
  return { kind: "differs", truth: truth.kind, capturedMinor: null };
}

/**
 * Captures what our books say was captured and Stripe still holds. The hold itself sees to it that nothing is taken twice: Stripe captures
 * it once.
 * @returns what Stripe says afterwards
 * @throws NotPermitted, StripeUnreachable
 */
export async function captureAgain(ctx: FulfilmentCtx, paymentId: string): Promise<PaymentSight> {
  assertMay(ctx.actor, "orders.settle");
  const seen = await lookAtPayment(ctx, paymentId);
  const payment = await readPayment(ctx, paymentId);
  if (seen.kind !== "still-held" || !payment?.paymentIntentId) return seen;
  const amount = money(payment.capturedMinor, payment.currency);
  // A key of its own: what an earlier one answered is no help here, and the truth was asked a moment ago.
  const told = await ctx.stripe.capture(payment.paymentIntentId, amount, `capture-again:${newToken()}`);
  ctx.log.warn({ payment: payment.id, told: told.kind }, "captured once more, by staff");
  return lookAtPayment(ctx, paymentId);
}
