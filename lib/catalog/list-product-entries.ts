import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { offers, operators, products } from "@/db/schema";
import { countrySlug } from "@/lib/phone/country-slug";
import { onSale } from "./read-offers";
import type { OperatorView, ProductView } from "./types";

export interface ProductEntry {
  operator: Pick<OperatorView, "country" | "countrySlug" | "slug">;
  product: Pick<ProductView, "id" | "words" | "kind">;
}

/** What only some numbers are sold has no page for everybody. */
const soldToAll = sql`(select true from ${offers} where ${and(
  eq(offers.productId, products.id),
  eq(offers.active, true),
  eq(offers.perNumber, false),
)} limit 1)`;

/** Packages that have a page of their own, of the most asked-for operators first: for the map of the shop. @param of.most how many at most */
export async function listProductEntries(ctx: Ctx, { most }: { most: number }): Promise<ProductEntry[]> {
  const rows = await ctx.db
    .select({
      id: products.id,
      kind: products.kind,
      words: products.description,
      country: operators.country,
      slug: operators.slug,
    })
    .from(products)
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .where(
      and(
        onSale,
        eq(operators.enabled, true),
        eq(products.denomination, "fixed"),
        inArray(products.kind, ["bundle", "data", "plan"]),
        soldToAll,
      ),
    )
    .orderBy(desc(operators.popularity), asc(operators.id), desc(products.popular), asc(products.id))
    .limit(most);
  return rows.map(({ country, slug, ...product }) => ({
    operator: { country, countrySlug: countrySlug(country), slug },
    product,
  }));
}
