import { and, eq, isNull, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { paymentEvents, payments } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { PaymentRow } from "./payment-row";
import type { SessionRequest, StripeGateway, Told } from "./stripe-gateway";

/** Writes the payment of a checkout with everything its Session will be asked for, before Stripe is told. */
export async function openPayment(ctx: Ctx, input: Omit<SessionRequest, "expiresAt">): Promise<PaymentRow> {
  const now = await readAppTime(ctx);
  const expiresAt = Math.ceil((now.getTime() + ctx.policy.sessionLife) / 1000);
  const request: SessionRequest = { ...input, expiresAt };
  const [row] = await ctx.db
    .insert(payments)
    .values({
      id: newId(),
      checkoutId: input.checkoutId,
      state: "open",
      amountMinor: input.amount.minor,
      currency: input.amount.currency,
      sessionRequest: { ...request },
      sessionExpiresAt: new Date(expiresAt * 1000),
      nextActionAt: sql`app_now() + ${`${ctx.policy.paymentPoll} milliseconds`}::interval`,
    })
    .returning();
  if (!row) throw new Error("The payment was not written");
  await ctx.db.insert(paymentEvents).values({
    paymentId: row.id,
    seq: 1,
    event: "opened",
    from: null,
    to: "open",
    actor: `${ctx.actor.kind}:${ctx.actor.id}`,
  });
  return row;
}

/** Asks Stripe for the Session, again and again under one key: there is only ever one. Runs outside any transaction. */
export async function createSession(
  stripe: StripeGateway,
  payment: PaymentRow,
): Promise<Told<{ id: string; url: string }>> {
  return stripe.createSession(payment.sessionRequest as unknown as SessionRequest, `session:${payment.id}`);
}

/** Keeps the Session's id; the first writer wins and all others wrote the same. */
export async function storeSession(
  ctx: Ctx,
  paymentId: string,
  session: { id: string; url: string },
): Promise<void> {
  await ctx.db
    .update(payments)
    .set({ sessionId: session.id, sessionUrl: session.url })
    .where(and(eq(payments.id, paymentId), isNull(payments.sessionId)));
}
