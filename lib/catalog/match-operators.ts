import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operatorAliases, operators, providerOperators } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { ProductKind, ProviderName, ProviderOperator } from "@/lib/providers/spec";
import { ensureOperators, operatorKey } from "./ensure-operators";
import {
  aliasKey,
  identifyOperator,
  sortOfKind,
  type Identity,
  type OperatorSort,
} from "./identify-operator";

export interface SeenOperator {
  operator: ProviderOperator;
  /** Of an offer of it. */
  kind: ProductKind;
}

type Row = Pick<
  typeof providerOperators.$inferSelect,
  "providerOperatorId" | "country" | "name" | "sort" | "operatorId" | "mappedBy"
>;

type Mapping = Pick<
  typeof providerOperators.$inferInsert,
  "sort" | "operatorId" | "mappedBy" | "unsure" | "suggestions"
>;

interface Listed {
  operator: ProviderOperator;
  sort: OperatorSort;
  row: Row | undefined;
}

/**
 * Maps a provider's operators to ours by country and name, making rows for networks that public lists know and for brands, billers and
 * places. What staff decided stays; so does what was mapped before under the same name. What a name does not tell is left unmapped, for
 * staff to see.
 * @returns our operator's id by the provider's
 */
export async function matchOperators(
  ctx: Ctx,
  provider: ProviderName,
  seen: SeenOperator[],
): Promise<Map<string, string>> {
  const listed = await readListed(ctx, provider, seen);
  const open = listed.filter((one) => !stands(one));
  const aliases = await readAliases(ctx, open);
  const identities = new Map(
    open.map((one) => [one.operator.providerOperatorId, identifyOperator(one.operator, one.sort)]),
  );
  const wanted = open.flatMap(({ operator, sort }) => {
    const identity = identities.get(operator.providerOperatorId);
    return identity?.kind === "known" ? [{ ...identity, sort }] : [];
  });
  const ids = await ensureOperators(ctx, wanted);
  const mappingOf = ({ operator, sort, row }: Listed): Mapping => {
    const identity = identities.get(operator.providerOperatorId);
    if (!identity && row) return { sort: row.sort, operatorId: row.operatorId, mappedBy: row.mappedBy };
    const alias = aliases.get(
      operatorKey({ sort, ...operator, matchName: aliasKey(sort, operator.name, operator.country) }),
    );
    return alias ? { sort, operatorId: alias, mappedBy: "name" } : mappingBy(identity, sort, { ids, row });
  };
  const mapped = listed.map((one) => ({ ...one, mapping: mappingOf(one) }));
  await writeMapping(ctx, provider, mapped);
  return new Map(
    mapped.flatMap(({ operator, mapping }) =>
      mapping.operatorId ? [[operator.providerOperatorId, mapping.operatorId] as const] : [],
    ),
  );
}

function mappingBy(
  identity: Identity | undefined,
  sort: OperatorSort,
  { ids, row }: { ids: Map<string, string>; row: Row | undefined },
): Mapping {
  if (identity?.kind === "known")
    return { sort, operatorId: ids.get(operatorKey({ sort, ...identity })) ?? null, mappedBy: "name" };
  // A new name that tells nothing does not undo what the old one told: the provider's id is the same.
  if (row?.operatorId) return { sort, operatorId: row.operatorId, mappedBy: "name" };
  return {
    sort,
    operatorId: null,
    mappedBy: null,
    unsure: identity?.reason ?? "unknown",
    suggestions: identity?.suggestions ?? [],
  };
}

/** Whether nothing has to be found out: staff decided, or it was mapped under this very name. */
function stands({ operator, sort, row }: Listed): boolean {
  if (!row) return false;
  if (row.mappedBy === "staff") return true;
  const same = row.country === operator.country && row.name === operator.name && row.sort === sort;
  return same && row.operatorId !== null;
}

async function readListed(ctx: Ctx, provider: ProviderName, seen: SeenOperator[]): Promise<Listed[]> {
  const sorts = new Map<string, { operator: ProviderOperator; sort: OperatorSort }>();
  for (const { operator, kind } of seen) {
    const known = sorts.get(operator.providerOperatorId);
    // Who sells a network's airtime is that network, whatever else is sold under its name.
    if (!known || known.sort !== "network")
      sorts.set(operator.providerOperatorId, { operator, sort: sortOfKind(kind) });
  }
  const rows = await readRows(ctx, provider, [...sorts.keys()]);
  return [...sorts.values()]
    .sort((a, b) => (a.operator.providerOperatorId < b.operator.providerOperatorId ? -1 : 1))
    .map(({ operator, sort }) => {
      const row = rows.get(operator.providerOperatorId);
      return { operator, sort: row?.sort === "network" ? "network" : sort, row };
    });
}

async function readRows(ctx: Ctx, provider: ProviderName, theirs: string[]): Promise<Map<string, Row>> {
  const rows = await ctx.db
    .select({
      providerOperatorId: providerOperators.providerOperatorId,
      country: providerOperators.country,
      name: providerOperators.name,
      sort: providerOperators.sort,
      operatorId: providerOperators.operatorId,
      mappedBy: providerOperators.mappedBy,
    })
    .from(providerOperators)
    .where(
      and(eq(providerOperators.provider, provider), inArray(providerOperators.providerOperatorId, theirs)),
    );
  return new Map(rows.map((row) => [row.providerOperatorId, row]));
}

/** Operators by the names that staff gave them. */
async function readAliases(ctx: Ctx, listed: Listed[]): Promise<Map<string, string>> {
  const countries = [...new Set(listed.map(({ operator }) => operator.country))];
  if (countries.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      sort: operatorAliases.sort,
      country: operatorAliases.country,
      matchName: operatorAliases.matchName,
      id: sql<string>`coalesce(${operators.mergedInto}, ${operators.id})`,
    })
    .from(operatorAliases)
    .innerJoin(operators, eq(operators.id, operatorAliases.operatorId))
    .where(or(...countries.map((country) => eq(operatorAliases.country, country))));
  return new Map(rows.map((row) => [operatorKey(row), row.id]));
}

async function writeMapping(
  ctx: Ctx,
  provider: ProviderName,
  mapped: (Listed & { mapping: Mapping })[],
): Promise<void> {
  const rows = mapped.map(({ operator: { providerOperatorId, country, name, currency }, mapping }) => ({
    id: newId(),
    provider,
    providerOperatorId,
    country,
    name,
    currency,
    ...mapping,
    unsure: mapping.unsure ?? null,
    suggestions: mapping.suggestions ?? [],
  }));
  if (rows.length === 0) return;
  const columns = [
    "country",
    "name",
    "currency",
    "sort",
    "operator_id",
    "mapped_by",
    "unsure",
    "suggestions",
  ];
  const row = (table: string) => sql.raw(columns.map((column) => `${table}.${column}`).join(", "));
  await ctx.db
    .insert(providerOperators)
    .values(rows)
    .onConflictDoUpdate({
      target: [providerOperators.provider, providerOperators.providerOperatorId],
      set: {
        country: sql`excluded.country`,
        name: sql`excluded.name`,
        currency: sql`excluded.currency`,
        sort: sql`excluded.sort`,
        operatorId: sql`excluded.operator_id`,
        mappedBy: sql`excluded.mapped_by`,
        unsure: sql`excluded.unsure`,
        suggestions: sql`excluded.suggestions`,
        seenAt: sql`app_now()`,
      },
      // Staff may have decided while this batch was read.
      setWhere: sql`(${row("provider_operators")}) is distinct from (${row("excluded")})
        and (provider_operators.mapped_by is distinct from 'staff' or excluded.mapped_by = 'staff')`,
    });
}
