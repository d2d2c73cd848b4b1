import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, providerOperators } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { ProviderName, ProviderOperator } from "@/lib/providers/spec";
import { displayOperatorName, normaliseOperatorName, operatorSlug } from "./normalise-operator-name";

interface Wanted {
  country: string;
  matchName: string;
  name: string;
}

const keyOf = (network: { country: string; matchName: string }) => `${network.country}:${network.matchName}`;

/**
 * Maps a provider's operators to networks by country and name, making networks that are new. What staff mapped stays; so does what was
 * mapped before, unless the country changed. An operator that staff mapped to nothing is missing from the answer.
 * @returns network id by the provider's operator id
 */
export async function matchOperators(
  ctx: Ctx,
  provider: ProviderName,
  listed: ProviderOperator[],
): Promise<Map<string, string>> {
  const unique = [...new Map(listed.map((operator) => [operator.providerOperatorId, operator])).values()];
  unique.sort((a, b) => (a.providerOperatorId < b.providerOperatorId ? -1 : 1));
  const known = await readKnown(ctx, provider, unique);
  const mapped = new Map<string, string>();
  const unmapped: ProviderOperator[] = [];
  for (const operator of unique) {
    const row = known.get(operator.providerOperatorId);
    const stands = row && (row.mappedBy === "staff" || row.country === operator.country);
    if (stands && row.operatorId) mapped.set(operator.providerOperatorId, row.operatorId);
    else if (row?.mappedBy !== "staff") unmapped.push(operator);
  }
  const networks = await ensureNetworks(ctx, unmapped.map(wantedOf));
  for (const operator of unmapped) {
    const network = networks.get(keyOf(wantedOf(operator)));
    if (network) mapped.set(operator.providerOperatorId, network);
  }
  await writeMapping(ctx, { provider, operators: unique, mapped });
  return mapped;
}

const wantedOf = ({ name, country }: ProviderOperator): Wanted => ({
  country,
  matchName: normaliseOperatorName(name, country),
  name: displayOperatorName(name, country),
});

async function readKnown(ctx: Ctx, provider: ProviderName, listed: ProviderOperator[]) {
  const rows = await ctx.db
    .select({
      providerOperatorId: providerOperators.providerOperatorId,
      country: providerOperators.country,
      operatorId: providerOperators.operatorId,
      mappedBy: providerOperators.mappedBy,
    })
    .from(providerOperators)
    .where(
      and(
        eq(providerOperators.provider, provider),
        inArray(
          providerOperators.providerOperatorId,
          listed.map((operator) => operator.providerOperatorId),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.providerOperatorId, row]));
}

async function findNetworks(ctx: Ctx, wanted: Wanted[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: operators.id, country: operators.country, matchName: operators.matchName })
    .from(operators)
    .where(
      or(
        ...wanted.map((one) =>
          and(eq(operators.country, one.country), eq(operators.matchName, one.matchName)),
        ),
      ),
    );
  return new Map(rows.map((row) => [keyOf(row), row.id]));
}

/** Network ids by `country:matchName`; a path segment that is taken gets a number. */
async function ensureNetworks(ctx: Ctx, all: Wanted[]): Promise<Map<string, string>> {
  const wanted = [...new Map(all.map((one) => [keyOf(one), one])).values()];
  const found = await findNetworks(ctx, wanted);
  let missing = wanted.filter((one) => !found.has(keyOf(one)));
  for (let round = 1; missing.length > 0 && round <= 9; round += 1) {
    const rows = missing.map((one) => ({
      id: newId(),
      ...one,
      slug: operatorSlug(one.name) + (round === 1 ? "" : `-${round}`),
    }));
    await ctx.db.insert(operators).values(rows).onConflictDoNothing();
    for (const [key, id] of await findNetworks(ctx, missing)) found.set(key, id);
    missing = missing.filter((one) => !found.has(keyOf(one)));
  }
  return found;
}

async function writeMapping(
  ctx: Ctx,
  input: { provider: ProviderName; operators: ProviderOperator[]; mapped: Map<string, string> },
): Promise<void> {
  const rows = input.operators.map((operator) => ({
    id: newId(),
    provider: input.provider,
    providerOperatorId: operator.providerOperatorId,
    country: operator.country,
    name: operator.name,
    currency: operator.currency,
    operatorId: input.mapped.get(operator.providerOperatorId) ?? null,
    mappedBy: "name" as const,
  }));
  if (rows.length === 0) return;
  const changed = sql`(${providerOperators.country}, ${providerOperators.name}, ${providerOperators.currency}, ${providerOperators.operatorId})
    is distinct from (excluded.country, excluded.name, excluded.currency, excluded.operator_id)`;
  await ctx.db
    .insert(providerOperators)
    .values(rows)
    .onConflictDoUpdate({
      target: [providerOperators.provider, providerOperators.providerOperatorId],
      set: {
        country: sql`excluded.country`,
        name: sql`excluded.name`,
        currency: sql`excluded.currency`,
        operatorId: sql`excluded.operator_id`,
        seenAt: sql`app_now()`,
      },
      setWhere: changed,
    });
}
