import { validate as isUuid } from "uuid";
import { inTransaction } from "@/db/context";
import type { QuoteFailure } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import type { Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import {
  advanceOrder,
  createCheckout,
  lockCheckout,
  lockOrdersOf,
  putQuote,
  readCheckoutRow,
  readLines,
  setCheckoutCurrency,
  setCheckoutPromo,
  type CheckoutRow,
} from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { CheckoutCtx } from "./context";
import { sumOf } from "./read-checkout";
import type { quoteLine } from "./place-line";
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

/**
 * A new price for the same things: on the same checkout while nothing was paid for, else on a new one. What the buyer typed stays.
 * `before` is the total that the buyer had been shown, in the currency of then.
 * @param input.currency what to pay in from now on; as before without it
 */
export async function renewQuote(
  ctx: CheckoutCtx,
  input: { checkoutId: string; currency?: string },
): Promise<Result<{ checkoutId: string; before: Money }, RenewFailure>> {
  const checkout = isUuid(input.checkoutId) && (await readCheckoutRow(ctx, input.checkoutId, ctx.actor.id));
  if (!checkout) return fail({ code: "checkout-gone" });
  const payment = await readPaymentOf(ctx, checkout.id);
  if (payment && payment.state !== "open" && payment.state !== "expired")
    return fail({ code: "already-paid" });
  const old = await readLines(ctx, checkout.id);
  const before = sumOf(old);
  if (!before) return fail({ code: "checkout-gone" });
  const currency = input.currency ?? checkout.currency;
  const lines = await quoteLinesAgain(ctx, { lines: old, currency });
  if (!lines.ok) return lines;
  if (payment && !(await leavePayment(ctx, checkout.id, payment.id))) return fail({ code: "already-paid" });
  const put = await putAgain(ctx, { checkout, left: payment !== undefined, currency, lines: lines.value });
  if (put === "changed") return renewQuote(ctx, input);
  return put ? ok({ checkoutId: put, before }) : fail({ code: "already-paid" });
}

interface Again {
  checkout: CheckoutRow;
  /** Its payment was turned away from, so that the lines need a new one. */
  left: boolean;
  currency: string;
  lines: ReturnType<typeof quoteLine>[];
}

/** Puts the new prices down. Undefined when pay was pressed meanwhile, `changed` when another tab has changed the lines. */
async function putAgain(ctx: CheckoutCtx, again: Again): Promise<string | "changed" | undefined> {
  const { checkout, left, currency, lines } = again;
  const { id, buyerId, locale, email, promoCodeId } = checkout;
  return inTransaction(ctx, async (tx) => {
    if (left) {
      const made = await createCheckout(tx, { buyerId, currency, locale, email });
      await setCheckoutPromo(tx, made.id, promoCodeId);
      for (const line of lines) await putQuote(tx, made.id, line);
      return made.id;
    }
    await lockCheckout(tx, id, buyerId);
    if (await readPaymentOf(tx, id)) return undefined;
    const now = (await readLines(tx, id)).map(({ quote }) => quote.line);
    if (now.join() !== lines.map(({ line }) => line).join()) return "changed";
    if (checkout.currency !== currency) await setCheckoutCurrency(tx, id, currency);
    for (const line of lines) await putQuote(tx, id, line);
    return id;
  });
}
