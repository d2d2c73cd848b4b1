import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { paymentRow, type PaymentRow } from "./payment-row";

const PAYMENTS = `select ${paymentRow.list("p")} from payments p`;

async function paymentWhere(ctx: Ctx, rest: (place: Place) => string): Promise<PaymentRow | undefined> {
  const [row] = await runStatement(ctx, (place) => `${PAYMENTS} where ${rest(place)}`);
  return row && paymentRow.read(row);
}

/** Locks the payment of a checkout for this transaction; always after its orders. */
export async function lockPaymentOf(ctx: Ctx, checkoutId: string): Promise<PaymentRow | undefined> {
  return paymentWhere(ctx, (place) => `checkout_id = ${place(checkoutId)} for no key update`);
}

export async function readPaymentOf(ctx: Ctx, checkoutId: string): Promise<PaymentRow | undefined> {
  return paymentWhere(ctx, (place) => `checkout_id = ${place(checkoutId)}`);
}

export async function readPayment(ctx: Ctx, paymentId: string): Promise<PaymentRow | undefined> {
  return paymentWhere(ctx, (place) => `id = ${place(paymentId)}`);
}

export async function findPaymentByIntent(
  ctx: Ctx,
  paymentIntentId: string,
): Promise<PaymentRow | undefined> {
  return paymentWhere(ctx, (place) => `payment_intent_id = ${place(paymentIntentId)}`);
}
