import { inTransaction } from "@/db/context";
import { money, microsOf, subtractMoney, type Money } from "@/lib/core/money";
import { postLedger, releasePosting, type Posting } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import { lockOrdersOf, type OrderRow } from "@/lib/orders";
import {
  advancePayment,
  closeIntent,
  intend,
  lockPaymentOf,
  noteSent,
  readOpenIntent,
  type HoldTruth,
  type MoneyIntentRow,
  type PaymentRow,
  type Told,
} from "@/lib/payments";
import { carryOutRefund } from "./carry-out-refund";
import type { FulfilmentCtx } from "./context";

interface Job {
  payment: PaymentRow;
  intent: MoneyIntentRow;
  paymentIntentId: string;
}

const amountOf = ({ payment, intent }: Job): Money => money(intent.amountMinor, payment.currency);

async function tellStripe(ctx: FulfilmentCtx, job: Job): Promise<Told<null>> {
  if (job.intent.kind === "capture") {
    return ctx.stripe.capture(job.paymentIntentId, amountOf(job), job.intent.idempotencyKey);
  }
  return ctx.stripe.cancel(job.paymentIntentId, job.intent.idempotencyKey);
}

async function mailOrders(ctx: FulfilmentCtx, orders: OrderRow[]): Promise<void> {
  for (const order of orders) {
    const template = order.state === "delivered" ? "receipt" : "released";
    if (order.state !== "delivered" && order.state !== "undeliverable" && order.state !== "cancelled")
      continue;
    await writeMail(ctx, {
      template,
      to: order.email,
      dedupeKey: `${template}:${order.id}`,
      orderId: order.id,
    });
  }
}

function capturePostings(payment: PaymentRow, captured: Money): Posting[] {
  const { checkoutId } = payment;
  return [
    releasePosting(money(payment.amountMinor, payment.currency), checkoutId),
    { kind: "capture", from: "sales", to: "stripe", amount: microsOf(captured), checkoutId },
  ];
}

/** Stripe says the money was captured or given back: the payment ends, the books and the mails with it. */
async function conclude(ctx: FulfilmentCtx, job: Job, truth: HoldTruth): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, job.payment.checkoutId);
    const payment = await lockPaymentOf(tx, job.payment.checkoutId);
    if (!payment || payment.state !== job.payment.state) return;
    if (truth.kind === "captured" && payment.state === "capturing") {
      const captured = truth.captured ?? amountOf(job);
      await closeIntent(tx, job.intent.id, { state: "confirmed" });
      await advancePayment(tx, payment, {
        event: "capture_confirmed",
        to: "captured",
        nextAfterMs: null,
        data: { captured, released: subtractMoney(money(payment.amountMinor, payment.currency), captured) },
        set: { capturedMinor: captured.minor },
      });
      await postLedger(tx, capturePostings(payment, captured));
      await mailOrders(tx, orders);
    } else if (truth.kind === "canceled" && payment.state === "voiding") {
      await closeIntent(tx, job.intent.id, { state: "confirmed" });
      await advancePayment(tx, payment, { event: "void_confirmed", to: "voided", nextAfterMs: null });
      await postLedger(tx, [
        releasePosting(money(payment.amountMinor, payment.currency), payment.checkoutId),
      ]);
      await mailOrders(tx, orders);
    } else if (truth.kind === "canceled") {
      await closeIntent(tx, job.intent.id, { state: "refused", reason: "the hold was gone" });
      await advancePayment(tx, payment, { event: "hold_was_gone", to: "lost", nextAfterMs: null });
      tx.log.error({ payment: payment.id }, "delivered, but the hold was gone: a loss");
      const { checkoutId } = payment;
      const held = money(payment.amountMinor, payment.currency);
      await postLedger(tx, [
        releasePosting(held, checkoutId),
        { kind: "loss", from: "sales", to: "suspected-loss", amount: microsOf(amountOf(job)), checkoutId },
      ]);
    } else if (truth.kind === "captured") {
      await closeIntent(tx, job.intent.id, { state: "refused", reason: "it was captured" });
      const captured = truth.captured ?? money(payment.amountMinor, payment.currency);
      const moved = await advancePayment(tx, payment, {
        event: "was_captured",
        to: "refunding",
        nextAfterMs: tx.policy.moneyRetry,
        set: { capturedMinor: captured.minor },
      });
      await postLedger(tx, capturePostings(payment, captured));
      await intend(tx, moved, {
        kind: "refund",
        amount: captured,
        reason: "captured although nothing was delivered",
      });
    }
  });
}

/** Stripe keeps a 5xx or refusal under its key; while the hold stands the next try needs a new one. */
async function replaceIntent(ctx: FulfilmentCtx, job: Job, reason: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const payment = await lockPaymentOf(tx, job.payment.checkoutId);
    if (payment?.state !== job.payment.state) return;
    await closeIntent(tx, job.intent.id, { state: "refused", reason });
    await intend(tx, payment, { kind: job.intent.kind, amount: amountOf(job) });
  });
}

async function askTruth(ctx: FulfilmentCtx, job: Job): Promise<boolean> {
  const truth = await ctx.stripe.readPaymentIntent(job.paymentIntentId);
  if (truth.kind === "held" || truth.kind === "none") return false;
  await conclude(ctx, job, truth);
  return true;
}

/**
 * Tells Stripe what was intended, once per key, and ends the payment by what Stripe then says is true.
 * @throws StripeUnreachable when the truth cannot be had; the next wake-up asks again
 */
export async function carryOutIntent(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  if (payment.state === "refunding") return carryOutRefund(ctx, payment);
  const intent = await readOpenIntent(ctx, payment.id);
  if (!intent || !payment.paymentIntentId) return;
  const job: Job = { payment, intent, paymentIntentId: payment.paymentIntentId };
  const keyMayBeForgotten = await noteSent(ctx, intent.id);
  if ((intent.firstSentAt || keyMayBeForgotten) && (await askTruth(ctx, job))) return;
  const told = await tellStripe(ctx, job);
  if (told.kind === "done") {
    const kind = intent.kind === "capture" ? "captured" : "canceled";
    await conclude(ctx, job, { ...NOTHING_KNOWN, kind, captured: amountOf(job) });
    return;
  }
  ctx.log.warn({ payment: payment.id, intent: intent.kind, detail: told.detail }, "Stripe did not confirm");
  if (await askTruth(ctx, job)) return;
  if (told.kind === "refused" || told.stored) await replaceIntent(ctx, job, told.detail);
}

const NOTHING_KNOWN: HoldTruth = {
  kind: "none",
  sessionStatus: null,
  paymentIntentId: null,
  checkoutId: null,
  amount: null,
  capturable: null,
  captured: null,
  captureBefore: null,
  card: null,
  underReview: false,
};
