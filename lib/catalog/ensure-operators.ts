import { and, eq, or, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { OperatorSort } from "./identify-operator";
import { operatorSlug } from "./normalise-operator-name";

export interface WantedOperator {
  sort: OperatorSort;
  country: string;
  matchName: string;
  name: string;
  networkCodes: string[];
}

type KeyParts = Pick<WantedOperator, "sort" | "country" | "matchName">;

export const operatorKey = ({ sort, country, matchName }: KeyParts): string =>
  `${country}:${sort}:${matchName}`;

/** Ids by `operatorKey`, the other row's where one was merged into it. */
async function findOperators(ctx: Ctx, wanted: KeyParts[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: sql<string>`coalesce(${operators.mergedInto}, ${operators.id})`,
      sort: operators.sort,
      country: operators.country,
      matchName: operators.matchName,
    })
    .from(operators)
    .where(
      or(
        ...wanted.map(({ country, sort, matchName }) =>
          and(eq(operators.country, country), eq(operators.sort, sort), eq(operators.matchName, matchName)),
        ),
      ),
    );
  return new Map(rows.map((row) => [operatorKey(row), row.id]));
}

/** Ids of operators by `operatorKey`; those that are new are made. A path segment that is taken gets a number. */
export async function ensureOperators(ctx: Ctx, all: WantedOperator[]): Promise<Map<string, string>> {
  const wanted = [...new Map(all.map((one) => [operatorKey(one), one])).values()];
  const found = await findOperators(ctx, wanted);
  let missing = wanted.filter((one) => !found.has(operatorKey(one)));
  for (let round = 1; missing.length > 0 && round <= 9; round += 1) {
    const rows = missing
      .map(({ sort, country, matchName, name, networkCodes }) => ({
        id: newId(),
        sort,
        country,
        matchName,
        name,
        networkCodes,
        enabled: sql`not exists (select from catalog_switches where kind = 'country' and subject = ${country})`,
        slug: operatorSlug(name) + (round === 1 ? "" : `-${round}`),
      }))
      .sort((a, b) => (operatorKey(a) < operatorKey(b) ? -1 : 1));
    await ctx.db.insert(operators).values(rows).onConflictDoNothing();
    for (const [key, id] of await findOperators(ctx, missing)) found.set(key, id);
    missing = missing.filter((one) => !found.has(operatorKey(one)));
  }
  return found;
}
