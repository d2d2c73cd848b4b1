import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { payoutLines, payouts } from "@/db/schema";
import type { Micros } from "@/lib/core/money";
import type { StripeLine } from "./store-lines";

export interface Payout {
  id: string;
  state: string;
  amount: Micros;
  automatic: boolean;
  failure: string | null;
  createdAt: Date;
  arrivesAt: Date;
}

/** Whether all that is in a payout was read before. */
export async function isPayoutKnown(ctx: Ctx, payoutId: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: payouts.id })
    .from(payouts)
    .where(and(eq(payouts.id, payoutId), eq(payouts.complete, true)));
  return rows.length > 0;
}

/** Keeps a payout as Stripe tells it now. @param complete all that is in it is kept too */
export async function storePayout(ctx: Ctx, payout: Payout, complete: boolean): Promise<void> {
  const { amount, ...rest } = payout;
  const { state, failure, arrivesAt } = payout;
  await ctx.db
    .insert(payouts)
    .values({ ...rest, micros: amount.micros, currency: amount.currency, complete })
    .onConflictDoUpdate({
      target: payouts.id,
      set: {
        state,
        failure,
        arrivesAt,
        complete: sql`${payouts.complete} or excluded.complete`,
        seenAt: sql`app_now()`,
      },
    });
}

/** Keeps movements that are in a payout, each once. The payout's own is left out: it is what they sum up to. */
export async function storePayoutLines(ctx: Ctx, payoutId: string, lines: StripeLine[]): Promise<void> {
  const rows = lines
    .filter(({ part }) => part !== payoutId)
    .map(({ id, kind, settled, fee, part, paymentIntentId, at }) => ({
      lineId: id,
      payoutId,
      kind,
      grossMicros: settled.micros,
      feeMicros: fee.micros,
      netMicros: settled.micros - fee.micros,
      currency: settled.currency,
      part,
      paymentIntentId,
      at,
    }));
  if (rows.length > 0) await ctx.db.insert(payoutLines).values(rows).onConflictDoNothing();
}
