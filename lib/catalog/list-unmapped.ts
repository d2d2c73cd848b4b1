import { asc, isNull } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { providerOperators } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import type { OperatorSort } from "./identify-operator";
import { resolveNetwork, type Likeness } from "./resolve-network";

/** A provider's operator that nobody has mapped: nothing of it is sold. */
export interface UnmappedOperator {
  id: string;
  provider: string;
  providerOperatorId: string;
  /** ISO 3166 alpha-2. */
  country: string;
  name: string;
  sort: OperatorSort;
  /** No list knows the name, or it may mean several networks. */
  reason: "unknown" | "ambiguous";
  /** Names of networks of the country that it might be, the likeliest first. */
  suggestions: string[];
  /** Why each of them, as far as its name tells; in the same order. */
  likeness: (Likeness | null)[];
}

/** Read anew from the name: what is kept of a suggestion is its name alone. */
function likenessOf({ name, country, sort, suggestions }: typeof providerOperators.$inferSelect) {
  if (suggestions.length === 0) return [];
  const guess = sort === "network" ? resolveNetwork(name, country) : undefined;
  const why = new Map(
    guess?.kind === "unsure" ? guess.suggestions.map((one) => [one.name, one.why] as const) : [],
  );
  return suggestions.map((suggestion) => why.get(suggestion) ?? null);
}

/** What staff have to map, by country and name. @throws NotPermitted */
export async function listUnmapped(ctx: Ctx): Promise<UnmappedOperator[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await ctx.db
    .select()
    .from(providerOperators)
    .where(isNull(providerOperators.mappedBy))
    .orderBy(asc(providerOperators.country), asc(providerOperators.name), asc(providerOperators.provider));
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider,
    providerOperatorId: row.providerOperatorId,
    country: row.country,
    name: row.name,
    sort: row.sort,
    reason: row.unsure ?? "unknown",
    suggestions: row.suggestions,
    likeness: likenessOf(row),
  }));
}
