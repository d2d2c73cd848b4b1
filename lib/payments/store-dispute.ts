import { and, eq, isNull, notInArray, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { appNow, barredBuyers, disputes, fraudWarnings } from "@/db/schema";
import type { DisputeTruth, FraudWarningTruth } from "./dispute-calls";

const momentOf = (seconds: number): Date => new Date(seconds * 1000);

const OVER = ["won", "lost", "warning_closed", "prevented"];

/** Nobody demands anything any more. */
export const isDisputeOver = (status: string): boolean => OVER.includes(status);

/**
 * Keeps what Stripe says of a dispute. Answers may come in another order than they were given: one that is over stays so. Returns the status
 * it had before; undefined when it is new.
 */
export async function storeDispute(
  ctx: Ctx,
  paymentId: string,
  truth: DisputeTruth,
): Promise<string | undefined> {
  const { id, amount, reason, status, submissions } = truth;
  const [before] = await ctx.db.select({ status: disputes.status }).from(disputes).where(eq(disputes.id, id));
  const dueBy = truth.dueBy === null ? null : momentOf(truth.dueBy);
  const told = { status, reason, amountMinor: amount.minor, dueBy, submissions };
  await ctx.db
    .insert(disputes)
    .values({ id, paymentId, currency: amount.currency, openedAt: momentOf(truth.created), ...told })
    .onConflictDoUpdate({
      target: disputes.id,
      set: { ...told, updatedAt: appNow },
      setWhere: isDisputeOver(status) ? undefined : notInArray(disputes.status, OVER),
    });
  return before?.status;
}

/** Returns whether the warning is new. */
export async function storeFraudWarning(
  ctx: Ctx,
  paymentId: string,
  truth: FraudWarningTruth,
): Promise<boolean> {
  const { id, fraudType, actionable, created } = truth;
  const stored = await ctx.db
    .insert(fraudWarnings)
    .values({ id, paymentId, fraudType, actionable, warnedAt: momentOf(created) })
    .onConflictDoUpdate({ target: fraudWarnings.id, set: { actionable } })
    .returning({ isNew: sql<boolean>`xmax = 0` });
  return stored[0]?.isNew === true;
}

/** Further orders of the same card, buyer or address wait for a person. */
export async function barBuyer(
  ctx: Ctx,
  by: { paymentId: string; source: string; why: "disputed" | "fraud-warning" },
): Promise<void> {
  await runStatement(
    ctx,
    (place) => `insert into barred_buyers (key, source, why)
      select v.key, ${place(by.source)}, ${place(by.why)}
      from payments p join checkouts c on c.id = p.checkout_id cross join lateral (values
        ('card:' || p.card_fingerprint), ('buyer:' || c.buyer_id), ('email:' || lower(c.email))) v(key)
      where p.id = ${place(by.paymentId)} and v.key is not null
      on conflict do nothing returning 1`,
  );
}

/** The bank found for us: nobody is barred any more because of it. */
export async function liftBars(ctx: Ctx, source: string): Promise<void> {
  await ctx.db
    .update(barredBuyers)
    .set({ liftedAt: appNow })
    .where(and(eq(barredBuyers.source, source), isNull(barredBuyers.liftedAt)));
}
