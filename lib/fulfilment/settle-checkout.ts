import { FINAL_ORDER_STATES } from "@/lib/core/transitions";
import { microsOf, type Money } from "@/lib/core/money";
import { postLedger } from "@/lib/ledger";
import { publishedMinimum } from "@/lib/pricing";
import { readOrdersOf, type OrderRow } from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf } from "@/lib/payments";
import { wake } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";

/** What the buyer owes for an order: its total, less the share that did not arrive. */
export function owedFor(order: OrderRow): number {
  if (order.state !== "delivered") return 0;
  const short =
    order.deliveredMinor !== null &&
    order.deliveredCurrency === order.faceCurrency &&
    order.deliveredMinor < order.faceMinor;
  if (!short) return order.totalMinor;
  return Math.floor((order.totalMinor * (order.deliveredMinor ?? 0)) / order.faceMinor);
}

const writeOff = (ctx: FulfilmentCtx, checkoutId: string, amount: Money): Promise<void> =>
  postLedger(ctx, [
    { kind: "write-off", from: "sales", to: "shortfalls", amount: microsOf(amount), checkoutId },
  ]);

/**
 * Called in every transaction that ends an order: when it was the checkout's last, the one intent is written: capture of what was
 * delivered, or void when that is nothing or less than Stripe takes. Returns true when there is money to move now.
 */
export async function settleCheckout(ctx: FulfilmentCtx, checkoutId: string): Promise<boolean> {
  const payment = await lockPaymentOf(ctx, checkoutId);
  if (payment?.state !== "authorised") return false;
  const orders = await readOrdersOf(ctx, checkoutId);
  if (!orders.every(({ state }) => FINAL_ORDER_STATES.includes(state))) return false;
  const amount: Money = {
    minor: orders.reduce((sum, order) => sum + owedFor(order), 0),
    currency: payment.currency,
  };
  // Less than the card may be charged is given away, and booked.
  const capture = amount.minor >= publishedMinimum(amount.currency);
  if (!capture) await writeOff(ctx, checkoutId, amount);
  await intend(ctx, payment, capture ? { kind: "capture", amount } : { kind: "void", amount });
  await advancePayment(ctx, payment, {
    event: capture ? "capture_intended" : "void_intended",
    to: capture ? "capturing" : "voiding",
    nextAfterMs: ctx.policy.moneyRetry,
    data: { amount },
  });
  await wake(ctx, "payment", payment.id);
  return true;
}
