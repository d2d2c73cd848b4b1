import { inTransaction, together } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { sameMoney, type Money } from "@/lib/core/money";
import { holdPosting } from "@/lib/ledger";
import { advanceOrder, lockOrdersOf, type Claim, type OrderRow } from "@/lib/orders";
import { advancePayment, lockPaymentOf, type HoldTruth, type PaymentRow } from "@/lib/payments";
import { wake } from "@/lib/jobs";
import { askForPerson } from "./ask-for-person";
import { claimNextAttempt, readClaimFacts } from "./claim-next-attempt";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";

const amountOf = (payment: PaymentRow): Money => ({ minor: payment.amountMinor, currency: payment.currency });

/** Amount, currency and owner are compared before anything is sent: a mismatch changes nothing and calls for a person. */
function mismatch(payment: PaymentRow, truth: HoldTruth): string | undefined {
  if (truth.checkoutId !== payment.checkoutId) return "it belongs to another checkout";
  const held = truth.kind === "captured" ? truth.captured : truth.capturable;
  if (!held || !sameMoney(held, amountOf(payment))) return "another amount is held";
  if (payment.paymentIntentId && payment.paymentIntentId !== truth.paymentIntentId)
    return "another payment intent";
  return undefined;
}

/** Stripe says it for each card; where it does not, the shortest hold of any brand is assumed. */
async function endOfHold(ctx: FulfilmentCtx, truth: HoldTruth): Promise<Date> {
  if (truth.captureBefore !== null) return new Date(truth.captureBefore * 1000);
  return new Date((await readAppTime(ctx)).getTime() + ctx.policy.shortestHold);
}

/** Until when the buyer may take back what was paid just now; undefined where the shop gives no such time. */
async function endOfUndo(ctx: FulfilmentCtx): Promise<Date | undefined> {
  const { undoWindow } = ctx.policy;
  return undoWindow > 0 ? new Date((await readAppTime(ctx)).getTime() + undoWindow) : undefined;
}

async function authoriseOrder(
  ctx: FulfilmentCtx,
  order: OrderRow,
  undoUntil: Date | undefined,
): Promise<OrderRow> {
  const nextAfterMs = ctx.policy.scaled(1000);
  const ready =
    order.state === "draft"
      ? await advanceOrder(ctx, order, { event: "session_created", to: "awaiting_payment", nextAfterMs })
      : order;
  const set = { undoUntil };
  return advanceOrder(ctx, ready, { event: "payment_authorised", to: "authorised", nextAfterMs, set });
}

/** What the card is held for can start: one transaction authorises payment and orders and claims the first attempt. */
async function authoriseCheckout(
  ctx: FulfilmentCtx,
  checkoutId: string,
  truth: HoldTruth,
): Promise<Claim | undefined> {
  const [orders, payment] = await together(lockOrdersOf(ctx, checkoutId), lockPaymentOf(ctx, checkoutId));
  if (!payment || (payment.state !== "open" && payment.state !== "expired")) return undefined;
  const why = mismatch(payment, truth);
  if (why) {
    ctx.log.error(
      { checkoutId, paymentIntent: truth.paymentIntentId, why },
      "the hold does not fit the payment; nothing is sent",
    );
    if (orders[0])
      await askForPerson(ctx, orders[0], { kind: "money", why: `the hold does not fit the payment: ${why}` });
    return undefined;
  }
  const waiting = orders.filter(
    ({ state }) => state === "draft" || state === "awaiting_payment" || state === "expired",
  );
  const captureBefore = await endOfHold(ctx, truth);
  const undoUntil = await endOfUndo(ctx);
  const holding = advancePayment(ctx, payment, {
    event: "hold_confirmed",
    to: "authorised",
    nextAfterMs: ctx.policy.longestSleep,
    postings: [holdPosting(amountOf(payment), checkoutId)],
    data: { paymentIntent: truth.paymentIntentId, checks: truth.checks ?? undefined },
    set: {
      paymentIntentId: truth.paymentIntentId,
      captureBefore,
      cardBrand: truth.card?.brand,
      cardLast4: truth.card?.last4,
      cardFingerprint: truth.card?.fingerprint,
      underReview: truth.underReview,
    },
  });
  const authorising = waiting.map((order) => authoriseOrder(ctx, order, undoUntil));
  const reading = waiting[0] ? readClaimFacts(ctx, waiting[0]) : Promise.resolve(undefined);
  const [held, first, ...authorised] = await together(holding, reading, ...authorising);
  let claim: Claim | undefined;
  for (const order of authorised) {
    if (claim) await wake(ctx, "order", order.id);
    else
      claim = await claimNextAttempt(ctx, {
        order,
        payment: held,
        first: order.id === waiting[0]?.id && first ? first : await readClaimFacts(ctx, order),
      });
  }
  if (!claim) await settleCheckout(ctx, checkoutId);
  return claim;
}

/** Applies what Stripe says of an open payment. Returns the attempt it claimed, which the caller must now send. */
export async function confirmHold(
  ctx: FulfilmentCtx,
  checkoutId: string,
  truth: HoldTruth,
): Promise<Claim | undefined> {
  return inTransaction(ctx, (tx) => authoriseCheckout(tx, checkoutId, truth));
}

/** The Session ended unpaid: nothing was held. An order that was left behind when its payment expired follows. */
export async function expireCheckout(ctx: FulfilmentCtx, checkoutId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, checkoutId);
    const payment = await lockPaymentOf(tx, checkoutId);
    if (payment?.state !== "open" && payment?.state !== "expired") return;
    if (payment.state === "open")
      await advancePayment(tx, payment, { event: "session_expired", to: "expired", nextAfterMs: null });
    for (const order of orders) {
      if (order.state !== "draft" && order.state !== "awaiting_payment") continue;
      await advanceOrder(tx, order, { event: "session_expired", to: "expired", nextAfterMs: null });
    }
  });
}

/** The hold ended while orders waited for their turn: they end unsent, and the checkout is settled. */
export async function loseHold(ctx: FulfilmentCtx, checkoutId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, checkoutId);
    for (const order of orders.filter(({ state }) => state === "authorised"))
      await advanceOrder(tx, order, { event: "hold_lost", to: "undeliverable", nextAfterMs: null });
    await settleCheckout(tx, checkoutId);
  });
}
