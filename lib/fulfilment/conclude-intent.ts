import { inTransaction, together } from "@/db/context";
import { micros, microsOf, money, subtractMoney, type Micros, type Money } from "@/lib/core/money";
import { postLedger, releasePosting, type Posting } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import { owedFor, shareCharge, type Shares } from "@/lib/pricing";
import { lockOrdersOf, type OrderRow } from "@/lib/orders";
import {
  advancePayment,
  closeOpenIntent,
  intend,
  lockPaymentOf,
  type HoldTruth,
  type MoneyIntentRow,
  type PaymentRow,
} from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";

export interface IntentJob {
  payment: PaymentRow;
  intent: MoneyIntentRow;
  paymentIntentId: string;
}

/** What Stripe says has become of the hold. */
export type MoneyTruth = Pick<HoldTruth, "kind" | "captured">;

/** A job as read again under lock: the payment is still where the job found it. */
interface Ending extends IntentJob {
  orders: OrderRow[];
}

export const amountOf = ({ payment, intent }: Pick<IntentJob, "payment" | "intent">): Money =>
  money(intent.amountMinor, payment.currency);

const heldOf = (payment: PaymentRow): Money => money(payment.amountMinor, payment.currency);

async function mailOrders(ctx: FulfilmentCtx, orders: OrderRow[]): Promise<void> {
  const told = orders.filter(
    ({ state }) => state === "delivered" || state === "undeliverable" || state === "cancelled",
  );
  const written = told.map(({ id, state, email }) => {
    const template = state === "delivered" ? "receipt" : "released";
    return writeMail(ctx, { template, to: email, dedupeKey: `${template}:${id}`, orderId: id });
  });
  await together(...written);
}

/** What stands on the card's side of the books ends, and each order gets its share of the sale. */
function capturePostings(
  payment: PaymentRow,
  by: { amount: Money; shares: Shares; orders: OrderRow[] },
): Posting[] {
  const { amount, shares, orders } = by;
  const { checkoutId } = payment;
  const sale = (minor: number, orderId?: string): Posting => ({
    kind: "capture",
    from: "sales",
    to: "stripe",
    amount: microsOf(money(minor, amount.currency)),
    checkoutId,
    ...(orderId ? { orderId } : {}),
  });
  const sold = Object.entries(shares).map(([orderId, minor]) => sale(minor, orderId));
  const taxes = orders.flatMap((order): Posting[] => {
    const tax = taxOf(order, shares[order.id] ?? 0);
    return tax
      ? [{ kind: "tax", from: "tax-payable", to: "sales", amount: tax, checkoutId, orderId: order.id }]
      : [];
  });
  const held = releasePosting(heldOf(payment), checkoutId);
  return [held, ...(sold.length > 0 ? sold : [sale(amount.minor)]), ...taxes];
}

/** What of an order's share of the sale is tax. */
function taxOf({ taxMinor, totalMinor, totalCurrency }: OrderRow, shareMinor: number): Micros | undefined {
  if (!taxMinor || shareMinor <= 0) return undefined;
  const whole = microsOf(money(taxMinor, totalCurrency));
  return micros(Number((BigInt(whole.micros) * BigInt(shareMinor)) / BigInt(totalMinor)), totalCurrency);
}

async function captured(ctx: FulfilmentCtx, end: Ending, truth: MoneyTruth): Promise<void> {
  const { payment, intent, orders } = end;
  const amount = truth.captured ?? amountOf(end);
  const shares = shareCharge(amount.minor, orders);
  await together(
    closeOpenIntent(ctx, payment.id, { state: "confirmed" }),
    advancePayment(ctx, payment, {
      event: "capture_confirmed",
      to: "captured",
      nextAfterMs: null,
      data: { captured: amount, released: subtractMoney(heldOf(payment), amount), shares },
      set: { capturedMinor: amount.minor },
      postings: capturePostings(payment, { amount, shares, orders }),
    }),
    mailOrders(ctx, orders),
  );
  if (amount.minor !== intent.amountMinor && orders[0])
    await askForPerson(ctx, orders[0], { kind: "money", why: "another amount was captured than was owed" });
}

async function voided(ctx: FulfilmentCtx, { payment, orders }: Ending): Promise<void> {
  await closeOpenIntent(ctx, payment.id, { state: "confirmed" });
  await advancePayment(ctx, payment, { event: "void_confirmed", to: "voided", nextAfterMs: null });
  await postLedger(ctx, [releasePosting(heldOf(payment), payment.checkoutId)]);
  await mailOrders(ctx, orders);
}

/** Delivered, but the hold had ended: the sale is lost. Everybody is told that nothing was charged. */
async function holdWasGone(ctx: FulfilmentCtx, end: Ending): Promise<void> {
  const { payment, orders } = end;
  const { checkoutId } = payment;
  await closeOpenIntent(ctx, payment.id, { state: "refused", reason: "the hold was gone" });
  await advancePayment(ctx, payment, { event: "hold_was_gone", to: "lost", nextAfterMs: null });
  await postLedger(ctx, [
    releasePosting(heldOf(payment), checkoutId),
    ...orders.map((order): Posting => ({
      kind: "loss",
      from: "sales",
      to: "lost-sales",
      amount: microsOf(money(owedFor(order), payment.currency)),
      orderId: order.id,
      checkoutId,
    })),
  ]);
  await mailOrders(ctx, orders);
  const delivered = orders.find(({ state }) => state === "delivered");
  if (delivered)
    await askForPerson(ctx, delivered, {
      kind: "payment-lost",
      why: "delivered, but the hold was gone: not charged",
    });
}

/** Somebody captured by hand what was to be released: it is paid back. */
async function wasCaptured(ctx: FulfilmentCtx, end: Ending, truth: MoneyTruth): Promise<void> {
  const { payment } = end;
  const amount = truth.captured ?? heldOf(payment);
  await closeOpenIntent(ctx, payment.id, { state: "refused", reason: "it was captured" });
  const moved = await advancePayment(ctx, payment, {
    event: "was_captured",
    to: "refunding",
    nextAfterMs: ctx.policy.moneyRetry,
    set: { capturedMinor: amount.minor },
  });
  await postLedger(ctx, capturePostings(payment, { amount, shares: {}, orders: [] }));
  await intend(ctx, moved, { kind: "refund", amount, reason: "captured although nothing was delivered" });
}

/** Stripe says the money was captured or given back: the payment ends, the books and the mails with it. */
export async function concludeIntent(ctx: FulfilmentCtx, job: IntentJob, truth: MoneyTruth): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { checkoutId } = job.payment;
    const [orders, payment] = await together(lockOrdersOf(tx, checkoutId), lockPaymentOf(tx, checkoutId));
    if (!payment || payment.state !== job.payment.state) return;
    const end: Ending = { ...job, payment, orders };
    const capturing = payment.state === "capturing";
    if (truth.kind === "captured") await (capturing ? captured(tx, end, truth) : wasCaptured(tx, end, truth));
    else if (truth.kind === "canceled") await (capturing ? holdWasGone(tx, end) : voided(tx, end));
  });
}
