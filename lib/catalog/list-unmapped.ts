import { asc, inArray, isNull, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, providerOperators } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import { operatorKey } from "./ensure-operators";
import type { OperatorSort } from "./identify-operator";
import { wantedNetwork } from "./known-networks";
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
  /** Our operator that each of them is; null: a network that gets a row once it is chosen. In the same order. */
  operatorIds: (string | null)[];
}

type Theirs = typeof providerOperators.$inferSelect;

/** Read anew from the name: what is kept of a suggestion is its name alone. */
function likenessOf({ name, country, sort, suggestions }: Theirs) {
  if (suggestions.length === 0) return [];
  const guess = sort === "network" ? resolveNetwork(name, country) : undefined;
  const why = new Map(
    guess?.kind === "unsure" ? guess.suggestions.map((one) => [one.name, one.why] as const) : [],
  );
  return suggestions.map((suggestion) => why.get(suggestion) ?? null);
}

/** Ids of our networks in the countries of some operators, by `operatorKey`; of one that was merged, the other's. */
async function readNetworks(ctx: Ctx, rows: Theirs[]): Promise<Map<string, string>> {
  const countries = [...new Set(rows.map(({ country }) => country))];
  const found = await ctx.db
    .select({
      id: sql<string>`coalesce(${operators.mergedInto}, ${operators.id})`,
      sort: operators.sort,
      country: operators.country,
      matchName: operators.matchName,
    })
    .from(operators)
    .where(inArray(operators.country, countries));
  return new Map(found.map((row) => [operatorKey(row), row.id]));
}

/** What staff have to map, by country and name. @throws NotPermitted */
export async function listUnmapped(ctx: Ctx): Promise<UnmappedOperator[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await ctx.db
    .select()
    .from(providerOperators)
    .where(isNull(providerOperators.mappedBy))
    .orderBy(asc(providerOperators.country), asc(providerOperators.name), asc(providerOperators.provider));
  const networks = await readNetworks(ctx, rows);
  const ours = ({ country, sort }: Theirs, suggestion: string): string | null => {
    const network = sort === "network" ? wantedNetwork(suggestion, country) : undefined;
    return (network && networks.get(operatorKey({ sort, ...network }))) ?? null;
  };
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
    operatorIds: row.suggestions.map((suggestion) => ours(row, suggestion)),
  }));
}
