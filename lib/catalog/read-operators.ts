import { and, asc, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, products } from "@/db/schema";
import { countrySlug } from "@/lib/phone/country-slug";
import { onSale } from "./read-offers";
import type { OperatorView } from "./types";

/** Written so that PostgreSQL asks the index once an operator; an `exists` would read every product of the shop. */
const sellsSomething = sql`(select true from ${products} where ${and(eq(products.operatorId, operators.id), onSale)} limit 1)`;

/** Operators with something on sale, the most asked-for first. */
export async function readOperators(ctx: Ctx, which?: SQL): Promise<OperatorView[]> {
  const rows = await ctx.db
    .select({
      id: operators.id,
      name: operators.name,
      slug: operators.slug,
      country: operators.country,
      hue: operators.markHue,
      letters: operators.markLetters,
    })
    .from(operators)
    .where(and(which, eq(operators.enabled, true), sellsSomething))
    .orderBy(desc(operators.popularity), asc(operators.name));
  return rows.map(({ hue, letters, ...row }) => ({
    ...row,
    countrySlug: countrySlug(row.country) ?? row.country.toLowerCase(),
    ...(hue !== null || letters !== null ? { look: { hue, letters } } : {}),
  }));
}

/** Operators of a country (ISO 3166 alpha-2) with something on sale, the most asked-for first. */
export async function listOperatorsOf(ctx: Ctx, { country }: { country: string }): Promise<OperatorView[]> {
  return readOperators(ctx, eq(operators.country, country));
}
