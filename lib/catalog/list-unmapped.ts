import { asc, isNull } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { providerOperators } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import type { OperatorSort } from "./identify-operator";

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
  /** Names of networks of the country that it might be. */
  suggestions: string[];
}

/** What staff have to map, by country and name. @throws NotPermitted */
export async function listUnmapped(ctx: Ctx): Promise<UnmappedOperator[]> {
  assertMay(ctx.actor, "catalog.read");
  const rows = await ctx.db
    .select()
    .from(providerOperators)
    .where(isNull(providerOperators.mappedBy))
    .orderBy(asc(providerOperators.country), asc(providerOperators.name), asc(providerOperators.provider));
  return rows.map(({ id, provider, providerOperatorId, country, name, sort, unsure, suggestions }) => ({
    id,
    provider,
    providerOperatorId,
    country,
    name,
    sort,
    reason: unsure ?? "unknown",
    suggestions,
  }));
}
