import { inTransaction } from "@/db/context";
import { readFxTable } from "@/lib/catalog";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { micros, microsOf, money, moneyFromMicrosUp, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import { readCharged, readGivenBack, withTax } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import { lockOrdersOf, readOrder, type OrderRow } from "@/lib/orders";
import {
  advancePayment,
  closeRefundProposal,
  intend,
  lockPaymentOf,
  putRefundProposal,
  readPaymentOf,
  readRefundProposal,
  type PaymentRow,
} from "@/lib/payments";
import { isAbove } from "@/lib/pricing";
import type { FulfilmentCtx } from "./context";
import type { RefundTerms } from "./types";

export type PayBackFailure = Failure<
  /** Nothing is owed, or it was never charged, or was paid back already. */
  | "nothing-to-pay-back"
  /** Stripe is at it: look again in a moment. */
  | "money-moves"
  /** A bank has taken the money already: what was paid back as well would be paid twice. */
  | "is-disputed"
  /** Nothing, or more than is left of what was charged. */
  | "refund-amount"
  /** Its money has moved since the form was made. */
  | "money-changed"
  /** Somebody has proposed a refund already. */
  | "refund-waits"
  | "refund-gone"
  /** Who proposed it may not confirm it. */
  | "same-person"
>;
type Answer = Result<null, PayBackFailure>;

interface Locked {
  order: OrderRow;
  payment: PaymentRow;
}

async function inPayment<Done>(
  ctx: FulfilmentCtx,
  orderId: string,
  work: (tx: FulfilmentCtx, locked: Locked) => Promise<Result<Done, PayBackFailure>>,
): Promise<Result<Done, PayBackFailure>> {
  assertMay(ctx.actor, "orders.refund");
  return inTransaction(ctx, async (tx): Promise<Result<Done, PayBackFailure>> => {
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
      postings: await withTax(tx, [
        {
          kind: "refund",
          from: "bank",
          to: "refunds",
          amount: microsOf(amount),
          checkoutId,
          orderId: order.id,
        },
      ]),
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
async function stillCharged(ctx: FulfilmentCtx, order: OrderRow): Promise<Money | undefined> {
  const charged = await readCharged(ctx, order.id);
  return charged && charged.micros > 0 ? moneyFromMicrosUp(charged) : undefined;
}

/** Whether two of staff must agree, by all that would be given back of the order then: no limit is passed in parts. Also where no rate tells. */
async function needsSecond(ctx: FulfilmentCtx, orderId: string, amount: Money): Promise<boolean> {
  const before = await readGivenBack(ctx, orderId);
  const whole = micros(microsOf(amount).micros + (before?.micros ?? 0), amount.currency);
  return isAbove(whole, ctx.policy.fourEyesAbove, await readFxTable(ctx));
}

interface Refundable {
  left: Money;
  /** Nothing stands against it. */
  bar: PayBackFailure | undefined;
}

/** What of an order may be given back now. */
async function refundable(ctx: FulfilmentCtx, { order, payment }: Locked): Promise<Refundable> {
  const none: Refundable = { left: money(0, payment.currency), bar: { code: "nothing-to-pay-back" } };
  if (payment.state !== "captured" && payment.state !== "refunded") return none;
  const left = await stillCharged(ctx, order);
  if (!left || payment.refundOwedMinor > 0) return none;
  return { left, bar: payment.disputed ? { code: "is-disputed" } : undefined };
}

/** What staff may give back of an order, and from when on two must agree; null where nothing can be given back. @throws NotPermitted */
export async function readRefundTerms(
  ctx: FulfilmentCtx,
  { orderId }: { orderId: string },
): Promise<RefundTerms | null> {
  assertMay(ctx.actor, "orders.read");
  const order = await readOrder(ctx, orderId);
  const payment = order && (await readPaymentOf(ctx, order.checkoutId));
  if (!order || !payment) return null;
  const { left, bar } = await refundable(ctx, { order, payment });
  if (bar) return null;
  const { fourEyesAbove } = ctx.policy;
  return {
    left,
    version: payment.version,
    needsSecond: await needsSecond(ctx, orderId, left),
    above: moneyFromMicrosUp(fourEyesAbove),
  };
}

/**
 * Staff give the buyer back what was charged for an order, or a part of it: a warning of fraud, or goodwill. Above the limit it is only
 * proposed, and done when another one of staff confirms.
 * @param input.amountMinor in minor units of what was paid in; without it, all that is left
 * @param input.version of the payment when the form was made: sent twice, it is done once
 * @throws NotPermitted
 */
export async function refundByStaff(
  ctx: FulfilmentCtx,
  input: { orderId: string; note: string; amountMinor?: number | undefined; version?: number | undefined },
): Promise<Result<"refunding" | "proposed", PayBackFailure>> {
  const { orderId, note, amountMinor, version } = input;
  return inPayment(ctx, orderId, async (tx, locked) => {
    const { order, payment } = locked;
    const { left, bar } = await refundable(tx, locked);
    if (bar) return fail(bar);
    if (version !== undefined && version !== payment.version) return fail({ code: "money-changed" });
    const amount = money(amountMinor ?? left.minor, left.currency);
    if (amount.minor <= 0 || amount.minor > left.minor) return fail({ code: "refund-amount" });
    if (await readRefundProposal(tx, orderId)) return fail({ code: "refund-waits" });
    if (await needsSecond(tx, orderId, amount)) {
      const { minor: proposed, currency } = amount;
      const proposal = {
        orderId,
        paymentId: payment.id,
        amountMinor: proposed,
        currency,
        reason: "staff",
        note,
      };
      if (!(await putRefundProposal(tx, proposal))) return fail({ code: "refund-waits" });
      await noteStaffAction(tx, {
        action: "refund-proposed",
        subject: { kind: "order", id: orderId },
        reason: note,
        data: { amount },
      });
      return ok("proposed");
    }
    await refund(tx, { order, payment }, { amount, reason: note });
    return ok("refunding");
  });
}

/**
 * Another one of staff confirms a refund that was proposed; anybody of them, also who proposed it, may withdraw it.
 * @throws NotPermitted
 */
export async function decideRefund(
  ctx: FulfilmentCtx,
  input: { orderId: string; proposalId: string; agree: boolean },
): Promise<Result<"refunding" | "withdrawn", PayBackFailure>> {
  const { orderId, proposalId, agree } = input;
  return inPayment(ctx, orderId, async (tx, locked) => {
    const proposal = await readRefundProposal(tx, orderId);
    if (proposal?.id !== proposalId) return fail({ code: "refund-gone" });
    const { note, proposedBy } = proposal;
    if (!agree) {
      await closeRefundProposal(tx, proposalId, "withdrawn");
      await noteStaffAction(tx, { action: "refund-withdrawn", subject: { kind: "order", id: orderId } });
      return ok("withdrawn");
    }
    if (proposedBy === tx.actor.id) return fail({ code: "same-person" });
    const { left, bar } = await refundable(tx, locked);
    const amount = money(proposal.amountMinor, proposal.currency);
    if (bar ?? (amount.minor > left.minor || amount.currency !== left.currency)) {
      await closeRefundProposal(tx, proposalId, "overtaken");
      return fail(bar ?? { code: "refund-gone" });
    }
    await closeRefundProposal(tx, proposalId, "confirmed");
    await refund(tx, locked, { amount, reason: note });
    await noteStaffAction(tx, {
      action: "refund-confirmed",
      subject: { kind: "order", id: orderId },
      data: { amount, proposedBy },
    });
    return ok("refunding");
  });
}
