import { and, eq, lt, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { promotions } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { fail, ok, type Result } from "@/lib/core/result";
import { ProviderUnavailable, type Provider, type ProviderPromotion } from "@/lib/providers/spec";
import { endRun, startRun, type ImportRun } from "./import-run";
import { readMinimum } from "./read-minimum";

type Texts = Record<string, { title: string; description: string }>;

export interface PromotionCounts {
  read: number;
  /** Not told any more before they would have ended. */
  withdrawn: number;
}

export interface PromotionsInput {
  provider: Pick<Provider, "name"> & Required<Pick<Provider, "promotions">>;
  /** Other than English, where the provider tells them in those. */
  languages?: readonly string[];
}

/** Each promotion in other languages, by its id; what comes back in English is none, and a language that cannot be read is left out. */
async function readTexts(
  ctx: Ctx,
  { provider, languages = [] }: PromotionsInput,
  told: ProviderPromotion[],
): Promise<Map<string, Texts>> {
  const english = new Map(told.map((one) => [one.promotionId, one]));
  const texts = new Map<string, Texts>();
  for (const language of languages) {
    const read = await provider.promotions({ language }).catch((error: unknown) => {
      if (!(error instanceof ProviderUnavailable)) throw error;
      ctx.log.warn({ provider: provider.name, language }, "promotions could not be read");
      return [];
    });
    for (const { promotionId, title, description } of read) {
      const before = english.get(promotionId);
      if (!before || (title === before.title && description === before.description)) continue;
      texts.set(promotionId, { ...texts.get(promotionId), [language]: { title, description } });
    }
  }
  return texts;
}

/**
 * Reads what a provider's operators add for a while. What it tells no more is not shown any more; a read that fails changes nothing, and
 * what has ended is never shown, so that a silent provider promises nothing.
 */
export async function importPromotions(
  ctx: Ctx,
  { provider, languages = [] }: PromotionsInput,
): Promise<Result<PromotionCounts, Failure<"provider-unavailable">>> {
  const run = await startRun(ctx, provider.name, "promotions");
  const counts: PromotionCounts = { read: 0, withdrawn: 0 };
  try {
    const told = (await provider.promotions()).filter(({ startsAt, endsAt }) => startsAt < endsAt);
    counts.read = told.length;
    const texts = await readTexts(ctx, { provider, languages }, told);
    await inTransaction(ctx, async (inside) => {
      await store(inside, run, { told, texts });
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

async function store(
  ctx: Ctx,
  run: ImportRun,
  { told, texts }: { told: ProviderPromotion[]; texts: Map<string, Texts> },
): Promise<void> {
  const rows = [...new Map(told.map((one) => [one.promotionId, one])).values()].map((one) => {
    const minimum = readMinimum(one.appliesTo);
    return {
      ...one,
      id: newId(),
      provider: run.provider,
      texts: texts.get(one.promotionId) ?? {},
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
        // A language that was not read this time keeps its words.
        texts: sql`${promotions.texts} || excluded.texts`,
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
