import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { failpoint } from "@/lib/core/failpoint";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES } from "@/lib/core/transitions";
import { lockOrdersOf, advanceOrder, OrderConflict, readOrdersOf } from "@/lib/orders";
import {
  closeOther,
  createSession,
  lockPaymentOf,
  PaymentConflict,
  readPayment,
  storeSession,
  StripeUnreachable,
  type PaymentRow,
} from "@/lib/payments";
import { carryOutIntent } from "./carry-out-intent";
import { confirmHold, expireCheckout, loseHold } from "./confirm-hold";
import type { FulfilmentCtx } from "./context";
import { letPaymentWait } from "./let-payment-wait";
import { settleCheckout } from "./settle-checkout";
import { submitAttempt } from "./submit-attempt";

/** Pay was pressed but the Session never came to be: the same key asks for it again. */
async function resumeSession(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  const told = await createSession(ctx, payment);
  if (told.kind === "refused") {
    ctx.log.warn(
      { payment: payment.id, code: told.code },
      "Stripe refused the session; the checkout ends unpaid",
    );
    await expireCheckout(ctx, payment.checkoutId);
    return;
  }
  if (told.kind === "unknown") return;
  await failpoint("session.created");
  const kept = await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    await lockPaymentOf(tx, payment.checkoutId);
    const stored = await storeSession(tx, payment.id, told.value);
    for (const order of orders) {
      if (order.state !== "draft") continue;
      await advanceOrder(tx, order, {
        event: "session_created",
        to: "awaiting_payment",
        nextAfterMs: ctx.policy.paymentPoll,
      });
    }
    return stored;
  });
  await closeOther(ctx, { made: told.value, kept });
}

async function allOrdersEnded(ctx: FulfilmentCtx, checkoutId: string): Promise<boolean> {
  const orders = await readOrdersOf(ctx, checkoutId);
  return orders.every(({ state }) => FINAL_ORDER_STATES.includes(state));
}

/** Looks at Stripe while the buyer may still be paying. Returns milliseconds until the next look, or undefined. */
async function watchSession(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  sessionId: string,
): Promise<number | undefined> {
  const truth = await ctx.stripe.readSession(sessionId);
  if (truth.kind === "held" || truth.kind === "captured") {
    await failpoint("hold.read");
    const claim = await confirmHold(ctx, payment.checkoutId, truth);
    await failpoint("hold.confirmed");
    if (!claim) return ctx.policy.paymentPoll;
    await submitAttempt(ctx, claim);
    return undefined;
  }
  // Paid and given back before we looked: nothing is held, as after an expired Session.
  if (truth.sessionStatus === "expired" || truth.kind === "canceled") {
    await expireCheckout(ctx, payment.checkoutId);
    return undefined;
  }
  const over =
    payment.sessionExpiresAt.getTime() + ctx.policy.sessionGrace < (await readAppTime(ctx)).getTime();
  if (truth.sessionStatus === "open" && (over || (await allOrdersEnded(ctx, payment.checkoutId)))) {
    const told = await ctx.stripe.expireSession(sessionId);
    if (told.kind === "done") {
      await expireCheckout(ctx, payment.checkoutId);
      return undefined;
    }
  }
  return ctx.policy.paymentPoll;
}

/** Orders that wait with money held, between two tries or behind a review: nothing may be sent when the hold has gone. */
async function watchHold(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  const orders = await readOrdersOf(ctx, payment.checkoutId);
  const waits = orders.some(({ state }) => state === "authorised");
  if (waits && payment.paymentIntentId) {
    const truth = await ctx.stripe.readPaymentIntent(payment.paymentIntentId);
    if (truth.kind === "canceled") return loseHold(ctx, payment.checkoutId);
  }
  await inTransaction(ctx, (tx) => settleCheckout(tx, payment.checkoutId));
}

/** One step of a payment. Returns milliseconds until the next look, when it stays in its state. */
async function stepPayment(ctx: FulfilmentCtx, payment: PaymentRow): Promise<number | undefined> {
  switch (payment.state) {
    case "open":
      if (payment.sessionId) return watchSession(ctx, payment, payment.sessionId);
      await resumeSession(ctx, payment);
      return ctx.policy.paymentPoll;
    case "expired":
      // The card may have been held in the last second before the Session ended.
      if (payment.sessionId) await watchSession(ctx, payment, payment.sessionId);
      return undefined;
    case "capturing":
    case "voiding":
    case "refunding":
      return carryOutIntent(ctx, payment);
    case "authorised":
      await watchHold(ctx, payment);
      return ctx.policy.longestSleep;
    case "captured":
    case "voided":
    case "refunded":
    case "lost":
      return undefined;
  }
}

/** One step, after which it waits as long as it should. Returns whether it waits for anything, be it for somebody else who is at it. */
export async function movePayment(ctx: FulfilmentCtx, payment: PaymentRow): Promise<boolean> {
  let afterMs: number | undefined;
  try {
    afterMs = await stepPayment(ctx, payment);
  } catch (error) {
    if (error instanceof PaymentConflict || error instanceof OrderConflict) {
      ctx.log.info({ payment: payment.id, conflict: error.message }, "somebody else was first");
      return true;
    }
    if (!(error instanceof StripeUnreachable)) throw error;
    ctx.log.warn({ payment: payment.id, error: error.message }, "Stripe is out of reach");
    if (!FINAL_PAYMENT_STATES.includes(payment.state)) afterMs = ctx.policy.paymentPoll;
  }
  if (afterMs !== undefined) await letPaymentWait(ctx, payment, afterMs);
  await failpoint("payment.worked");
  return afterMs !== undefined;
}

/**
 * The handler behind every wake-up of a payment. Safe to run twice, late, or never.
 * @param known the row as just read, or its id
 */
export async function workPayment(ctx: FulfilmentCtx, known: PaymentRow | string): Promise<void> {
  const payment = typeof known === "string" ? await readPayment(ctx, known) : known;
  if (payment) await movePayment(ctx, payment);
}
