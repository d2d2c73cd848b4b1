import { and, eq, lt, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { promotions } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { ProviderUnavailable, type Provider, type ProviderPromotion } from "@/lib/providers/spec";
import { endRun, startRun, type ImportRun } from "./import-run";
import { readMinimum } from "./read-minimum";

export interface PromotionCounts {
  read: number;
  /** Not told any more before they would have ended. */
  withdrawn: number;
}

/**
 * Reads what a provider's operators add for a while. What it tells no more is not shown any more; a read that fails changes nothing, and
 * what has ended is never shown, so that a silent provider promises nothing.
 */
export async function importPromotions(
  ctx: Ctx,
  { provider }: { provider: Pick<Provider, "name"> & Required<Pick<Provider, "promotions">> },
): Promise<Result<PromotionCounts, Failure<"provider-unavailable">>> {
  const run = await startRun(ctx, provider.name, "promotions");
  const counts: PromotionCounts = { read: 0, withdrawn: 0 };
  try {
    const told = (await provider.promotions()).filter(({ startsAt, endsAt }) => startsAt < endsAt);
    counts.read = told.length;
    await inTransaction(ctx, async (inside) => {
      await store(inside, run, told);
      counts.withdrawn = await withdrawUntold(inside, run);
      await endRun(inside, run, { state: "finished", counts: { ...counts } });
    });
    return ok(counts);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    await endRun(ctx, run, { state: "failed", counts: { ...counts }, error: detail });
    if (!(error instanceof ProviderUnavailable)) throw error;
    return fail({ code: "provider-unavailable", detail });
  }
}

async function store(ctx: Ctx, run: ImportRun, told: ProviderPromotion[]): Promise<void> {
  const rows = [...new Map(told.map((one) => [one.promotionId, one])).values()].map((one) => {
    const minimum = readMinimum(one.appliesTo);
    return {
      ...one,
      id: newId(),
      provider: run.provider,
      minimumMinor: minimum?.minor ?? null,
      minimumCurrency: minimum?.currency ?? null,
      seenAt: run.startedAt,
    };
  });
  if (rows.length === 0) return;
  await ctx.db
    .insert(promotions)
    .values(rows)
    .onConflictDoUpdate({
      target: [promotions.provider, promotions.promotionId],
      set: {
        providerOperatorId: sql`excluded.provider_operator_id`,
        title: sql`excluded.title`,
        description: sql`excluded.description`,
        appliesTo: sql`excluded.applies_to`,
        minimumMinor: sql`excluded.minimum_minor`,
        minimumCurrency: sql`excluded.minimum_currency`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        active: true,
        seenAt: sql`excluded.seen_at`,
      },
    });
}

async function withdrawUntold(ctx: Ctx, run: ImportRun): Promise<number> {
  const gone = await ctx.db
    .update(promotions)
    .set({ active: false })
    .where(
      and(
        eq(promotions.provider, run.provider),
        eq(promotions.active, true),
        lt(promotions.seenAt, run.startedAt),
      ),
    )
    .returning({ endsAt: promotions.endsAt });
  return gone.filter(({ endsAt }) => endsAt > run.startedAt).length;
}
