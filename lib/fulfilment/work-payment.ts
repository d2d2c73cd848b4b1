import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { FINAL_ORDER_STATES } from "@/lib/core/transitions";
import { lockOrdersOf, advanceOrder, readOrdersOf } from "@/lib/orders";
import {
  createSession,
  lockPaymentOf,
  PaymentConflict,
  postponePayment,
  readPayment,
  storeSession,
  StripeUnreachable,
  type PaymentRow,
} from "@/lib/payments";
import { wakeAfter } from "@/lib/jobs";
import { carryOutIntent } from "./carry-out-intent";
import { confirmHold, expireCheckout } from "./confirm-hold";
import type { FulfilmentCtx } from "./context";
import { submitAttempt } from "./submit-attempt";

/** Pay was pressed but the Session never came to be: the same key asks for it again. */
async function resumeSession(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  const told = await createSession(ctx.stripe, payment);
  if (told.kind === "refused") {
    ctx.log.warn(
      { payment: payment.id, code: told.code },
      "Stripe refused the session; the checkout ends unpaid",
    );
    await expireCheckout(ctx, payment.checkoutId);
    return;
  }
  if (told.kind === "unknown") return;
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    await lockPaymentOf(tx, payment.checkoutId);
    await storeSession(tx, payment.id, told.value);
    for (const order of orders) {
      if (order.state !== "draft") continue;
      await advanceOrder(tx, order, {
        event: "session_created",
        to: "awaiting_payment",
        nextAfterMs: ctx.policy.paymentPoll,
      });
    }
  });
}

async function allOrdersEnded(ctx: FulfilmentCtx, checkoutId: string): Promise<boolean> {
  const orders = await readOrdersOf(ctx, checkoutId);
  return orders.every(({ state }) => FINAL_ORDER_STATES.includes(state));
}

/** Looks at Stripe while the buyer may still be paying. */
async function watchSession(ctx: FulfilmentCtx, payment: PaymentRow, sessionId: string): Promise<void> {
  const truth = await ctx.stripe.readSession(sessionId);
  if (truth.kind === "held") {
    const claim = await confirmHold(ctx, payment.checkoutId, truth);
    if (claim) await submitAttempt(ctx, claim);
    return;
  }
  if (truth.sessionStatus === "expired") return expireCheckout(ctx, payment.checkoutId);
  const over =
    payment.sessionExpiresAt.getTime() + ctx.policy.sessionGrace < (await readAppTime(ctx)).getTime();
  const unwanted = await allOrdersEnded(ctx, payment.checkoutId);
  if (truth.sessionStatus === "open" && (over || unwanted)) {
    const told = await ctx.stripe.expireSession(sessionId);
    if (told.kind === "done") return expireCheckout(ctx, payment.checkoutId);
  }
}

async function sleep(ctx: FulfilmentCtx, payment: PaymentRow, afterMs: number): Promise<void> {
  await postponePayment(ctx, payment.id, afterMs);
  await wakeAfter(ctx, { task: "payment", id: payment.id, afterMs });
}

async function stepPayment(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  switch (payment.state) {
    case "open":
      if (payment.sessionId) await watchSession(ctx, payment, payment.sessionId);
      else await resumeSession(ctx, payment);
      return;
    case "expired":
      // The card may have been held in the last second before the Session ended.
      if (payment.sessionId) await watchSession(ctx, payment, payment.sessionId);
      return;
    case "capturing":
    case "voiding":
    case "refunding":
      return carryOutIntent(ctx, payment);
    case "authorised":
    case "captured":
    case "voided":
    case "refunded":
    case "lost":
      return;
  }
}

/** How long the payment may be left alone in this state; undefined in an end state. */
function nextLookOf(ctx: FulfilmentCtx, payment: PaymentRow): number | undefined {
  if (payment.state === "open") return ctx.policy.paymentPoll;
  if (payment.state === "authorised") return ctx.policy.longestSleep;
  if (payment.state === "capturing" || payment.state === "voiding" || payment.state === "refunding")
    return ctx.policy.moneyRetry;
  return undefined;
}

/** The handler behind every wake-up of a payment. Safe to run twice, late, or never. */
export async function workPayment(ctx: FulfilmentCtx, paymentId: string): Promise<void> {
  const payment = await readPayment(ctx, paymentId);
  if (!payment) return;
  try {
    await stepPayment(ctx, payment);
  } catch (error) {
    if (error instanceof StripeUnreachable)
      ctx.log.warn({ payment: paymentId, error: error.message }, "Stripe is out of reach");
    else if (!(error instanceof PaymentConflict)) throw error;
  }
  const after = await readPayment(ctx, paymentId);
  const wait = after && nextLookOf(ctx, after);
  if (after && wait !== undefined) await sleep(ctx, after, wait);
}
