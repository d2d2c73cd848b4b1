import { eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { lookups } from "@/db/schema";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";

/** What a provider said of a number: its operator, or that it knows none. */
export interface ProviderAnswer {
  provider: ProviderName;
  operator: { providerOperatorId: string; name: string } | null;
  /** Kinds that the number takes, where they say so. */
  supports: ProductKind[] | null;
}

/** What providers said of a number not long ago: `policy.lookupFresh`, and `policy.lookupEmptyFresh` where they knew no operator. */
export async function readFreshAnswers(ctx: Ctx, { number }: { number: string }): Promise<ProviderAnswer[]> {
  const { lookupFresh, lookupEmptyFresh } = ctx.policy;
  const lasts = sql`case when ${lookups.providerOperatorId} is null then ${lookupEmptyFresh}::float8 else ${lookupFresh}::float8 end`;
  const rows = await ctx.db
    .select()
    .from(lookups)
    .where(
      sql`${eq(lookups.number, number)} and ${lookups.askedAt} > app_now() - make_interval(secs => ${lasts} / 1000)`,
    );
  return rows.map(({ provider, providerOperatorId, name, supports }) => ({
    provider: provider as ProviderName,
    operator: providerOperatorId === null ? null : { providerOperatorId, name: name ?? "" },
    supports: supports as ProductKind[] | null,
  }));
}

/** Keeps what was just answered, in place of what the same providers said before. */
export async function storeAnswers(
  ctx: Ctx,
  { number, country, answers }: { number: string; country: string; answers: ProviderAnswer[] },
): Promise<void> {
  if (answers.length === 0) return;
  await ctx.db
    .insert(lookups)
    .values(
      answers.map(({ provider, operator, supports }) => ({
        number,
        provider,
        country,
        providerOperatorId: operator?.providerOperatorId ?? null,
        name: operator?.name ?? null,
        supports,
      })),
    )
    .onConflictDoUpdate({
      target: [lookups.number, lookups.provider],
      set: {
        country: sql`excluded.country`,
        providerOperatorId: sql`excluded.provider_operator_id`,
        name: sql`excluded.name`,
        supports: sql`excluded.supports`,
        askedAt: sql`app_now()`,
      },
    });
}
