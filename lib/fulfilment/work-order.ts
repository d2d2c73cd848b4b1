import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { failpoint } from "@/lib/core/failpoint";
import { newToken } from "@/lib/core/ids";
import { FINAL_PAYMENT_STATES } from "@/lib/core/transitions";
import {
  advanceAttempt,
  advanceOrder,
  lockOrder,
  OrderConflict,
  readOpenAttempt,
  readOrder,
  postponeOrder,
  type AttemptRow,
  type Claim,
  type OrderRow,
} from "@/lib/orders";
import { lockPaymentOf, PaymentConflict, readPaymentOf, type PaymentRow } from "@/lib/payments";
import { abandonOrder } from "./abandon-order";
import { askForPerson } from "./ask-for-person";
import { claimNextAttempt } from "./claim-next-attempt";
import type { FulfilmentCtx } from "./context";
import { letOrderWait } from "./let-order-wait";
import { resolveAttempt } from "./resolve-attempt";
import { settleCheckout } from "./settle-checkout";
import { submitAttempt } from "./submit-attempt";
import { workPayment } from "./work-payment";

/** More steps than any order takes in one go; what is left is done at the next wake-up. */
const MOST_STEPS = 12;

async function claim(ctx: FulfilmentCtx, orderId: string): Promise<Claim | undefined> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order?.state !== "authorised") return undefined;
    if (order.nextActionAt && order.nextActionAt > (await readAppTime(tx)) && order.retryingSince)
      return undefined;
    const payment = await lockPaymentOf(tx, order.checkoutId);
    if (payment && FINAL_PAYMENT_STATES.includes(payment.state)) {
      await advanceOrder(tx, order, { event: "hold_lost", to: "undeliverable", nextAfterMs: null });
      return undefined;
    }
    if (payment?.state !== "authorised") return undefined;
    const claimed = await claimNextAttempt(tx, { order, payment });
    if (!claimed) await settleCheckout(tx, order.checkoutId);
    return claimed;
  });
}

/** The holder of the lease is gone or late: what it did is unknown. */
async function takeOver(ctx: FulfilmentCtx, order: OrderRow, attempt: AttemptRow): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, order.id);
    if (locked?.state !== "sending" || locked.version !== order.version) return;
    await advanceAttempt(tx, attempt, {
      event: "lease_over",
      to: "in_doubt",
      set: {
        wasOpen: true,
        // Whoever still holds the old token may no longer write.
        leaseToken: newToken(),
        outcome: { kind: "in-doubt", why: "timeout", detail: "the sender stopped" },
      },
    });
    await advanceOrder(tx, locked, {
      event: "lease_over",
      to: "in_doubt",
      nextAfterMs: tx.policy.nextLook(0),
    });
  });
}

async function escalate(ctx: FulfilmentCtx, order: OrderRow, age: number): Promise<void> {
  if (!order.alertedAt && age > ctx.policy.staffAlert)
    await inTransaction(ctx, (tx) =>
      askForPerson(tx, order, { kind: "doubt", why: "the operator has not confirmed for 15 minutes" }),
    );
  if (order.state === "review" || age < ctx.policy.reviewBy) return;
  await inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, order.id);
    if (locked?.version !== order.version) return;
    await advanceOrder(tx, locked, { event: "gave_up", to: "review", nextAfterMs: ctx.policy.longestSleep });
  });
}

async function lookAgain(ctx: FulfilmentCtx, order: OrderRow, payment: PaymentRow): Promise<boolean> {
  const attempt = await readOpenAttempt(ctx, order.id);
  if (!attempt) return false;
  const now = await readAppTime(ctx);
  const end = payment.captureBefore?.getTime();
  if (end !== undefined && now.getTime() > end - ctx.policy.releaseBeforeCaptureEnd) {
    await abandonOrder(ctx, order, attempt);
    return true;
  }
  await escalate(ctx, order, now.getTime() - attempt.createdAt.getTime());
  const again = await resolveAttempt(ctx, attempt);
  if (again) await submitAttempt(ctx, again);
  return false;
}

async function watchLease(ctx: FulfilmentCtx, order: OrderRow): Promise<boolean> {
  const attempt = await readOpenAttempt(ctx, order.id);
  if (!attempt) return false;
  const left = attempt.leaseUntil.getTime() - (await readAppTime(ctx)).getTime();
  if (left < 0) {
    await takeOver(ctx, order, attempt);
    return true;
  }
  await letOrderWait(ctx, order, left + ctx.policy.scaled(1000));
  return false;
}

/** One step of an order. Returns true when there may be another one to take at once. */
async function step(ctx: FulfilmentCtx, order: OrderRow): Promise<boolean> {
  const payment = await readPaymentOf(ctx, order.checkoutId);
  if (!payment) return false;
  switch (order.state) {
    case "draft":
    case "awaiting_payment":
      // The payment has its own wake-ups; this one only makes sure that nobody forgot it.
      await postponeOrder(ctx, order, ctx.policy.longestSleep);
      await workPayment(ctx, payment);
      return false;
    case "expired":
    case "cancelled":
    case "delivered":
    case "undeliverable":
      return false;
    case "authorised": {
      const claimed = await claim(ctx, order.id);
      if (claimed) await submitAttempt(ctx, claimed);
      return false;
    }
    case "sending":
      return watchLease(ctx, order);
    case "in_doubt":
    case "accepted":
    case "review":
      return lookAgain(ctx, order, payment);
  }
}

/** The handler behind every wake-up of an order: looks at the row and does what is due. Safe to run twice, late, or never. */
export async function workOrder(ctx: FulfilmentCtx, orderId: string): Promise<void> {
  try {
    for (let taken = 0; taken < MOST_STEPS; taken += 1) {
      const order = await readOrder(ctx, orderId);
      if (!order || !(await step(ctx, order))) break;
    }
  } catch (error) {
    if (error instanceof OrderConflict || error instanceof PaymentConflict) {
      ctx.log.info({ order: orderId, conflict: error.message }, "somebody else was first");
      return;
    }
    throw error;
  }
  await failpoint("order.worked");
}
