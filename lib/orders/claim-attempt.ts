import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts } from "@/db/schema";
import { attemptReference, newId, newToken } from "@/lib/core/ids";
import type { AttemptRequest, ProviderName } from "@/lib/providers/spec";
import { advanceOrder, afterMs } from "./advance-order";
import type { AttemptRow, OrderRow } from "./order-row";

export interface Claim {
  order: OrderRow;
  attempt: AttemptRow;
}

/** Keys in one order, so that a request read back from the database hashes as it was written. */
function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}

export const hashRequest = (request: AttemptRequest): string =>
  createHash("sha256")
    .update(JSON.stringify(canonical(request)))
    .digest("hex");

/** One at a time for a number: taken for the rest of the transaction. */
export async function lockNumber(ctx: Ctx, number: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(7424, hashtext(${number}))`);
}

/** The moment of the claim and, in milliseconds, how long the number must rest before it; nought when it may be sent to now. */
export async function readNumberGuard(ctx: Ctx, order: OrderRow): Promise<{ now: Date; waitMs: number }> {
  const guard = sql`${`${ctx.policy.sameNumberGuard} milliseconds`}::interval`;
  const rows = await ctx.db.execute<{ now: number; wait: number | null }>(sql`
    select extract(epoch from app_now()) * 1000 as now, (
      select extract(epoch from max(${attempts.lastSentAt}) + ${guard} - app_now()) * 1000
      from ${attempts} where ${attempts.number} = ${order.number} and ${attempts.orderId} <> ${order.id}
        and ${attempts.lastSentAt} > app_now() - ${guard} and ${attempts.state} <> 'rejected') as wait`);
  return { now: new Date(Number(rows[0]?.now)), waitMs: Math.max(0, Math.ceil(Number(rows[0]?.wait ?? 0))) };
}

/**
 * Writes the attempt and moves the order to sending. Committed before the first byte leaves.
 * @param leaseMs how long the claim is ours: the provider's deadline and some slack
 */
export async function claimAttempt(
  ctx: Ctx,
  order: OrderRow,
  choice: {
    n: number;
    offerId: string;
    provider: ProviderName;
    request: Omit<AttemptRequest, "reference">;
    leaseMs: number;
  },
): Promise<Claim> {
  const request: AttemptRequest = {
    ...choice.request,
    reference: attemptReference(order.referenceStem, order.referenceEpoch),
  };
  const [attempt] = await ctx.db
    .insert(attempts)
    .values({
      id: newId(),
      orderId: order.id,
      n: choice.n,
      offerId: choice.offerId,
      provider: choice.provider,
      reference: request.reference,
      state: "sending",
      request: { ...request },
      requestHash: hashRequest(request),
      number: order.number,
      leaseToken: newToken(),
      leaseUntil: afterMs(choice.leaseMs),
    })
    .returning();
  if (!attempt) throw new Error("The attempt was not written");
  const moved = await advanceOrder(ctx, order, {
    event: "claimed",
    to: "sending",
    nextAfterMs: choice.leaseMs + ctx.policy.scaled(1000),
    data: { attempt: attempt.n, provider: attempt.provider, reference: attempt.reference },
  });
  return { order: moved, attempt };
}

/** Whether the lease is still ours with enough left to write to the network; asked immediately before the call. */
export async function leaseHolds(ctx: Ctx, attempt: AttemptRow): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from ${attempts} where ${attempts.id} = ${attempt.id} and ${attempts.leaseToken} = ${attempt.leaseToken}
      and ${attempts.state} = 'sending' and app_now() < ${attempts.leaseUntil} - ${`${ctx.policy.leaseMargin} milliseconds`}::interval`);
  return rows.length > 0;
}

/** Takes the lease anew for sending the same reference again. */
export async function renewLease(ctx: Ctx, attempt: AttemptRow, leaseMs: number): Promise<AttemptRow> {
  const [row] = await ctx.db
    .update(attempts)
    .set({
      leaseToken: newToken(),
      leaseUntil: afterMs(leaseMs),
      lastSentAt: sql`app_now()`,
      sends: attempt.sends + 1,
      misses: 0,
      looks: 0,
    })
    .where(sql`${attempts.id} = ${attempt.id} and ${attempts.leaseToken} = ${attempt.leaseToken}`)
    .returning();
  if (!row) throw new Error("The lease was taken by somebody else");
  return row;
}

/** Notes a look-up that settled nothing. */
export async function noteLook(ctx: Ctx, attempt: AttemptRow, look: { missed: boolean }): Promise<void> {
  await ctx.db
    .update(attempts)
    .set({ looks: attempt.looks + 1, misses: look.missed ? attempt.misses + 1 : attempt.misses })
    .where(sql`${attempts.id} = ${attempt.id}`);
}
