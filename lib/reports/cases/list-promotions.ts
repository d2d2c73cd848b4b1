import { and, asc, eq, gt, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, catalogSwitches, operators, promotions, providerOperators } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { countryName } from "@/lib/phone/country-name";
import type { RunningPromotion } from "../types";

export interface PromotionsAsked {
  /** A part of an operator's name, of a country's English name or of the title, in any letter case. */
  search?: string | undefined;
  hiddenOnly?: boolean;
  limit: number;
}

const HIDDEN = and(
  eq(catalogSwitches.kind, "promotion"),
  sql`${catalogSwitches.subject} = ${promotions.id}::text`,
);

/** What is looked for in names; undefined: everything. */
function matching(search: string) {
  if (search === "") return undefined;
  const named = COUNTRIES.map(({ country }) => country).filter((country) =>
    countryName(country, "en").toLowerCase().includes(search),
  );
  return or(
    sql`position(${search} in lower(${operators.name})) > 0`,
    sql`position(${search} in lower(${promotions.title})) > 0`,
    named.length > 0 ? inArray(operators.country, named) : undefined,
  );
}

/** What providers add just now, hidden or not, the first to end before the others. @throws NotPermitted */
export async function listPromotions(
  ctx: Ctx,
  { search = "", hiddenOnly = false, limit }: PromotionsAsked,
): Promise<{ promotions: RunningPromotion[]; more: boolean }> {
  assertMay(ctx.actor, "prices.read");
  const rows = await ctx.db
    .select({
      promotion: promotions,
      operator: operators.name,
      country: operators.country,
      reason: catalogSwitches.reason,
      hiddenAt: catalogSwitches.madeAt,
    })
    .from(promotions)
    .innerJoin(
      providerOperators,
      and(
        eq(providerOperators.provider, promotions.provider),
        eq(providerOperators.providerOperatorId, promotions.providerOperatorId),
      ),
    )
    .innerJoin(operators, eq(operators.id, providerOperators.operatorId))
    .leftJoin(catalogSwitches, HIDDEN)
    .where(
      and(
        eq(promotions.active, true),
        lte(promotions.startsAt, appNow),
        gt(promotions.endsAt, appNow),
        matching(search.trim().toLowerCase()),
        hiddenOnly ? isNotNull(catalogSwitches.subject) : undefined,
      ),
    )
    .orderBy(asc(promotions.endsAt), asc(promotions.id))
    .limit(limit + 1);
  return {
    more: rows.length > limit,
    promotions: rows.slice(0, limit).map(({ promotion, operator, country, reason, hiddenAt }) => ({
      id: promotion.id,
      provider: promotion.provider,
      operator,
      country,
      title: promotion.title,
      description: promotion.description,
      startsAt: promotion.startsAt.toISOString(),
      endsAt: promotion.endsAt.toISOString(),
      hidden: reason !== null && hiddenAt !== null ? { reason, at: hiddenAt.toISOString() } : null,
    })),
  };
}
