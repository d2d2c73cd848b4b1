import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, promotions, providerOperators } from "@/db/schema";
import { money } from "@/lib/core/money";
import { countryWords, plainWords } from "./name-words";
import type { PromotionView } from "./types";

/**
 * What an operator adds now and staff have not hidden, the first to end before the others. What several providers tell of is shown once, from the latest start that
 * one of them names to the earliest end.
 */
export async function readPromotions(
  ctx: Ctx,
  { operatorId, locale = "en" }: { operatorId: string; locale?: string },
): Promise<PromotionView[]> {
  const rows = await ctx.db
    .select({
      promotion: promotions,
      country: operators.country,
      name: operators.name,
      called: providerOperators.name,
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
    .where(
      and(
        eq(providerOperators.operatorId, operatorId),
        eq(promotions.active, true),
        sql`not exists (select from catalog_switches where kind = 'promotion' and subject = ${promotions.id}::text)`,
        lte(promotions.startsAt, sql`app_now()`),
        gt(promotions.endsAt, sql`app_now()`),
      ),
    )
    .orderBy(asc(promotions.endsAt), asc(promotions.id));
  const shown = new Map<string, PromotionView>();
  for (const row of rows) {
    const view = viewOf(row, locale);
    // Two that are the same are so in English, which both are told in.
    const key = sameAs(ownTitle(row.promotion.title, row.called), row);
    const before = shown.get(key);
    shown.set(key, before ? joined(before, view) : view);
  }
  return [...shown.values()];
}

type Row = { promotion: typeof promotions.$inferSelect; country: string; name: string; called: string };

/** "MTN Nigeria: double data" stands below the operator's name. */
function ownTitle(title: string, called: string): string {
  const prefix = `${called}:`;
  const own = title.startsWith(prefix) ? title.slice(prefix.length).trim() : title;
  return own === "" ? title : own;
}

function viewOf({ promotion, called }: Row, locale: string): PromotionView {
  const { id, startsAt, endsAt, minimumMinor, minimumCurrency } = promotion;
  const told = promotion.texts[locale];
  const { title, description } = told ?? promotion;
  const minimum =
    minimumMinor !== null && minimumCurrency !== null
      ? { minimum: money(minimumMinor, minimumCurrency) }
      : {};
  return {
    id,
    title: ownTitle(title, called),
    description,
    lang: told ? locale : "en",
    startsAt,
    endsAt,
    ...minimum,
  };
}

/** Two titles of the same words are the same promotion: "Bonus 50%" and "MTN: 50% bonus". */
function sameAs(title: string, { country, name, called }: Row): string {
  const place = countryWords(country);
  const known = new Set([...plainWords(name), ...plainWords(called)]);
  const words = plainWords(title).filter((word) => !known.has(word) && !place.has(word));
  return words.toSorted().join(" ");
}

/** The one that ends first, with the longer text; no more is promised than both say. */
function joined(first: PromotionView, other: PromotionView): PromotionView {
  // Of two in the same language the longer text says more.
  const longer = other.lang === first.lang && other.description.length > first.description.length;
  const { description } = longer ? other : first;
  const startsAt = first.startsAt > other.startsAt ? first.startsAt : other.startsAt;
  const minimum = first.minimum ?? other.minimum;
  return { ...first, description, startsAt, ...(minimum ? { minimum } : {}) };
}
