import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { payments } from "@/db/schema";
import type { PaymentRow } from "./payment-row";

/** Locks the payment of a checkout for this transaction; always after its orders. */
export async function lockPaymentOf(ctx: Ctx, checkoutId: string): Promise<PaymentRow | undefined> {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId)).for("update");
  return row;
}

export async function readPaymentOf(ctx: Ctx, checkoutId: string): Promise<PaymentRow | undefined> {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  return row;
}

export async function readPayment(ctx: Ctx, paymentId: string): Promise<PaymentRow | undefined> {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.id, paymentId));
  return row;
}

export async function findPaymentByIntent(
  ctx: Ctx,
  paymentIntentId: string,
): Promise<PaymentRow | undefined> {
  const [row] = await ctx.db.select().from(payments).where(eq(payments.paymentIntentId, paymentIntentId));
  return row;
}
