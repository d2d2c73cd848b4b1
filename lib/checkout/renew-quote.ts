import { validate as isUuid } from "uuid";
import { inTransaction } from "@/db/context";
import type { QuoteFailure } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { addMoney, money, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import {
  advanceOrder,
  createCheckout,
  lockOrdersOf,
  putQuote,
  readCheckoutRow,
  readLines,
  type CheckoutLine,
} from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { CheckoutCtx } from "./context";
import { quoteLinesAgain } from "./start-checkout";

export type RenewFailure = QuoteFailure | Failure<"checkout-gone" | "already-paid">;

/** The buyer turned away from Stripe's page: what waited for that payment is cancelled, and its Session closed by the worker. */
async function leavePayment(ctx: CheckoutCtx, checkoutId: string, paymentId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, checkoutId);
    if (
      !orders.every(
        ({ state }) => state === "awaiting_payment" || state === "expired" || state === "cancelled",
      )
    )
      return false;
    for (const order of orders) {
      if (order.state !== "awaiting_payment") continue;
      await advanceOrder(tx, order, { event: "cancelled_by_buyer", to: "cancelled", nextAfterMs: null });
    }
    await wake(tx, "payment", paymentId);
    return true;
  });
}

const totalOf = (lines: CheckoutLine[]): Money | undefined =>
  lines
    .map(({ quote }) => money(quote.totalMinor, quote.totalCurrency))
    .reduce<Money | undefined>((sum, part) => (sum ? addMoney(sum, part) : part), undefined);

/**
 * A new price for the same things: on the same checkout while nothing was paid for, else on a new one. What the buyer typed stays.
 * `before` is the total that the buyer had been shown.
 */
export async function renewQuote(
  ctx: CheckoutCtx,
  input: { checkoutId: string },
): Promise<Result<{ checkoutId: string; before: Money }, RenewFailure>> {
  const checkout = isUuid(input.checkoutId) && (await readCheckoutRow(ctx, input.checkoutId, ctx.actor.id));
  if (!checkout) return fail({ code: "checkout-gone" });
  const payment = await readPaymentOf(ctx, checkout.id);
  if (payment && payment.state !== "open" && payment.state !== "expired")
    return fail({ code: "already-paid" });
  const old = await readLines(ctx, checkout.id);
  const before = totalOf(old);
  if (!before) return fail({ code: "checkout-gone" });
  const lines = await quoteLinesAgain(ctx, old);
  if (!lines.ok) return lines;
  if (payment && !(await leavePayment(ctx, checkout.id, payment.id))) return fail({ code: "already-paid" });
  const checkoutId = await inTransaction(ctx, async (tx) => {
    const { buyerId, currency, locale, email } = checkout;
    const target = payment ? await createCheckout(tx, { buyerId, currency, locale, email }) : checkout;
    for (const line of lines.value) await putQuote(tx, target.id, line);
    return target.id;
  });
  return ok({ checkoutId, before });
}
