import { asc, inArray } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { searchEntries } from "@/db/schema";
import { countrySlug } from "@/lib/phone/country-slug";
import type { Found } from "./types";

/** Every place, brand and biller that has a page of its own, as the search knows them: for the map of the shop. */
export async function listGoodsEntries(ctx: Ctx): Promise<Found[]> {
  const rows = await ctx.db
    .select()
    .from(searchEntries)
    .where(inArray(searchEntries.kind, ["travel", "brand", "biller"]))
    .orderBy(asc(searchEntries.kind), asc(searchEntries.country), asc(searchEntries.slug));
  return rows.map(({ kind, country, name, slug }) => ({
    kind,
    country,
    name,
    slug,
    detail: "",
    productId: null,
    productKind: null,
    countrySlug: countrySlug(country),
  }));
}
