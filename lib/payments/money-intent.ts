import { and, desc, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, moneyIntents } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";
import type { MoneyIntentRow, PaymentRow } from "./payment-row";

type Kind = MoneyIntentRow["kind"];

/**
 * Writes down what we mean to do with the money before Stripe is told. A unique index lets one capture or void stand per payment.
 * A refused intent is followed by the next one under a new key.
 */
export async function intend(
  ctx: Ctx,
  payment: PaymentRow,
  intent: { kind: Kind; amount: Money; reason?: string },
): Promise<MoneyIntentRow> {
  const n = sql<number>`(select coalesce(max(n), 0) + 1 from money_intents
    where payment_id = ${payment.id} and kind = ${intent.kind})`;
  const [row] = await ctx.db
    .insert(moneyIntents)
    .values({
      id: newId(),
      paymentId: payment.id,
      kind: intent.kind,
      n,
      amountMinor: intent.amount.minor,
      reason: intent.reason,
      idempotencyKey: sql`${`${intent.kind}:${payment.id}:`} || ${n}`,
    })
    .returning();
  if (!row) throw new Error("The intent was not written");
  return row;
}

/** The intent that is still to be carried out, if any. */
export async function readOpenIntent(ctx: Ctx, paymentId: string): Promise<MoneyIntentRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(moneyIntents)
    .where(and(eq(moneyIntents.paymentId, paymentId), eq(moneyIntents.state, "intended")))
    .orderBy(desc(moneyIntents.createdAt))
    .limit(1);
  return row;
}

/** Notes the first moment Stripe was told; from then on the truth is asked before the key is used again. */
export async function noteSent(ctx: Ctx, intentId: string): Promise<void> {
  await ctx.db
    .update(moneyIntents)
    .set({ firstSentAt: sql`coalesce(${moneyIntents.firstSentAt}, app_now())` })
    .where(eq(moneyIntents.id, intentId));
}

export async function closeIntent(
  ctx: Ctx,
  intentId: string,
  end: { state: "confirmed" | "refused"; stripeId?: string; reason?: string },
): Promise<void> {
  await ctx.db
    .update(moneyIntents)
    .set({ ...end, settledAt: appNow })
    .where(and(eq(moneyIntents.id, intentId), eq(moneyIntents.state, "intended")));
}
