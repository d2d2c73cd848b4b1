import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { microsOf, money, moneyFromMicrosUp, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import { readCharged } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import { lockOrdersOf, readOrder, type OrderRow } from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf, type PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

export type PayBackFailure = Failure<
  /** Nothing is owed, or it was never charged, or was paid back already. */
  | "nothing-to-pay-back"
  /** Stripe is at it: look again in a moment. */
  | "money-moves"
  /** A bank has taken the money already: what was paid back as well would be paid twice. */
  | "is-disputed"
>;
type Answer = Result<null, PayBackFailure>;

interface Locked {
  order: OrderRow;
  payment: PaymentRow;
}

async function inPayment(
  ctx: FulfilmentCtx,
  orderId: string,
  work: (tx: FulfilmentCtx, locked: Locked) => Promise<Answer>,
): Promise<Answer> {
  assertMay(ctx.actor, "orders.refund");
  return inTransaction(ctx, async (tx) => {
    const known = await readOrder(tx, orderId);
    const orders = known ? await lockOrdersOf(tx, known.checkoutId) : [];
    const order = orders.find(({ id }) => id === orderId);
    const payment = order && (await lockPaymentOf(tx, order.checkoutId));
    if (!order || !payment) return fail({ code: "nothing-to-pay-back" });
    if (payment.state === "refunding" || payment.state === "capturing") return fail({ code: "money-moves" });
    return work(tx, { order, payment });
  });
}

async function refund(
  ctx: FulfilmentCtx,
  locked: Locked,
  by: { amount: Money; reason: string },
): Promise<void> {
  const { order, payment } = locked;
  const { amount, reason } = by;
  await intend(ctx, payment, { kind: "refund", amount, reason, orderId: order.id });
  await advancePayment(ctx, payment, {
    event: "refund_intended",
    to: "refunding",
    nextAfterMs: ctx.policy.moneyRetry,
    data: { amount, order: order.id, reason },
    set: { refundOwedMinor: 0 },
  });
  await wake(ctx, "payment", payment.id);
}

/** What failed to be paid back is tried once more, by Stripe. @throws NotPermitted */
export async function refundAgain(ctx: FulfilmentCtx, { orderId }: { orderId: string }): Promise<Answer> {
  return inPayment(ctx, orderId, async (tx, locked) => {
    const { payment } = locked;
    if (payment.state !== "captured" || payment.refundOwedMinor <= 0)
      return fail({ code: "nothing-to-pay-back" });
    if (payment.disputed) return fail({ code: "is-disputed" });
    const amount = money(payment.refundOwedMinor, payment.currency);
    await refund(tx, locked, { amount, reason: "again, by staff" });
    await noteStaffAction(tx, {
      action: "refunded-again",
      subject: { kind: "order", id: orderId },
      paymentId: payment.id,
      data: { amount },
    });
    return ok(null);
  });
}

/**
 * What failed to be paid back was paid outside of Stripe, as the note tells.
 * @throws NotPermitted
 */
export async function notePaidByHand(
  ctx: FulfilmentCtx,
  { orderId, note }: { orderId: string; note: string },
): Promise<Answer> {
  return inPayment(ctx, orderId, async (tx, { order, payment }) => {
    const { refundOwedMinor, checkoutId } = payment;
    if (payment.state !== "captured" || refundOwedMinor <= 0) return fail({ code: "nothing-to-pay-back" });
    const amount = money(refundOwedMinor, payment.currency);
    await advancePayment(tx, payment, {
      event: "paid_by_hand",
      to: "refunded",
      nextAfterMs: null,
      data: { amount, note, order: order.id },
      set: { refundedMinor: payment.refundedMinor + refundOwedMinor, refundOwedMinor: 0 },
      postings: [
        {
          kind: "refund",
          from: "bank",
          to: "refunds",
          amount: microsOf(amount),
          checkoutId,
          orderId: order.id,
        },
      ],
    });
    const { id, email } = order;
    await writeMail(tx, {
      template: "refunded",
      to: email,
      dedupeKey: `paid-by-hand:${id}:${payment.version}`,
      orderId: id,
      data: { byHand: true },
    });
    return ok(null);
  });
}

/** What was charged for an order and not paid back yet. */
async function stillCharged(ctx: FulfilmentCtx, { order }: Locked): Promise<Money | undefined> {
  const charged = await readCharged(ctx, order.id);
  return charged && charged.micros > 0 ? moneyFromMicrosUp(charged) : undefined;
}

/** Staff give the buyer back what was charged for an order that arrived: a warning of fraud, or goodwill. @throws NotPermitted */
export async function refundByStaff(
  ctx: FulfilmentCtx,
  { orderId, note }: { orderId: string; note: string },
): Promise<Answer> {
  return inPayment(ctx, orderId, async (tx, locked) => {
    const { payment } = locked;
    if (payment.state !== "captured" && payment.state !== "refunded")
      return fail({ code: "nothing-to-pay-back" });
    if (payment.disputed) return fail({ code: "is-disputed" });
    const amount = await stillCharged(tx, locked);
    if (!amount || payment.refundOwedMinor > 0) return fail({ code: "nothing-to-pay-back" });
    await refund(tx, locked, { amount, reason: note });
    return ok(null);
  });
}
