import { together } from "@/db/context";
import { FINAL_ORDER_STATES } from "@/lib/core/transitions";
import { microsOf, money, type Money } from "@/lib/core/money";
import type { Posting } from "@/lib/ledger";
import { owedFor, publishedMinimum } from "@/lib/pricing";
import { readOrdersOf, type OrderRow } from "@/lib/orders";
import { advancePayment, intend, lockPaymentOf, type MoneyIntentRow, type PaymentRow } from "@/lib/payments";
import { wake } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";

/** Less than the card may be charged is given away, and booked for each order. */
const writeOffs = (checkoutId: string, orders: OrderRow[]): Posting[] =>
  orders.map((order) => ({
    kind: "write-off",
    from: "sales",
    to: "shortfalls",
    amount: microsOf(money(owedFor(order), order.totalCurrency)),
    orderId: order.id,
    checkoutId,
  }));

/** Money that is to be moved now, as written in the settling transaction. */
export interface Settled {
  payment: PaymentRow;
  intent: MoneyIntentRow;
}

/**
 * Called in every transaction that ends an order: when it was the checkout's last, the one intent is written: capture of what was
 * delivered, or void when that is nothing or less than Stripe takes.
 * @param by.now the caller moves the money as soon as this has committed; otherwise the payment is woken
 * @returns what there is to move, if anything
 */
export async function settleCheckout(
  ctx: FulfilmentCtx,
  checkoutId: string,
  by: { now: boolean } = { now: false },
): Promise<Settled | undefined> {
  // The orders are read after the payment is locked, so that of two last orders one sees the other.
  const [locked, orders] = await together(lockPaymentOf(ctx, checkoutId), readOrdersOf(ctx, checkoutId));
  if (locked?.state !== "authorised") return undefined;
  if (!orders.every(({ state }) => FINAL_ORDER_STATES.includes(state))) return undefined;
  const amount: Money = {
    minor: orders.reduce((sum, order) => sum + owedFor(order), 0),
    currency: locked.currency,
  };
  const capture = amount.minor >= publishedMinimum(amount.currency);
  const [intent, payment] = await together(
    intend(ctx, locked, { kind: capture ? "capture" : "void", amount, sentNow: by.now }),
    advancePayment(ctx, locked, {
      event: capture ? "capture_intended" : "void_intended",
      to: capture ? "capturing" : "voiding",
      nextAfterMs: ctx.policy.moneyRetry,
      data: { amount },
      postings: capture ? [] : writeOffs(checkoutId, orders),
    }),
    by.now ? Promise.resolve() : wake(ctx, "payment", locked.id),
  );
  return { payment, intent };
}
