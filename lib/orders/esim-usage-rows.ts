import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { esimUsages } from "@/db/schema";
import type { EsimUsage } from "@/lib/providers/spec";
import type { EsimUsageView } from "./types";

/** What was last heard of the eSIM of an order; null when nobody has asked. */
export async function readEsimUsage(ctx: Ctx, orderId: string): Promise<EsimUsageView | null> {
  const [row] = await ctx.db.select().from(esimUsages).where(eq(esimUsages.orderId, orderId));
  if (!row) return null;
  const plans = row.plans?.map(({ status, remainingBytes, totalBytes, endsAt }) => ({
    status,
    remainingBytes: remainingBytes ?? null,
    totalBytes: totalBytes ?? null,
    endsAt: endsAt ?? null,
  }));
  return { askedAt: row.askedAt.toISOString(), plans: plans ?? null };
}

/** Whether it may be asked for now: not within `restMs` of the last time, however many pages ask. Says yes to one of them. */
export async function takeUsageTurn(ctx: Ctx, orderId: string, restMs: number): Promise<boolean> {
  const rows = await runStatement(
    ctx,
    (place) => `insert into esim_usages as u (order_id) values (${place(orderId)})
      on conflict (order_id) do update set asked_at = app_now()
        where u.asked_at < app_now() - ${place(`${restMs} milliseconds`)}::interval
      returning 1`,
  );
  return rows.length > 0;
}

/** Keeps what the provider said; null where it said nothing: what was heard before stands no more. */
export async function storeEsimUsage(
  ctx: Ctx,
  orderId: string,
  plans: EsimUsage["plans"] | null,
): Promise<void> {
  const kept = plans?.map(({ endsAt, ...plan }) => ({
    ...plan,
    ...(endsAt ? { endsAt: endsAt.toISOString() } : {}),
  }));
  await ctx.db
    .update(esimUsages)
    .set({ plans: kept ?? null })
    .where(eq(esimUsages.orderId, orderId));
}
