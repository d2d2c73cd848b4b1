import { cache } from "react";
import { listGiftBrands } from "@/lib/catalog";
import type { GiftBrandView } from "@/lib/catalog/types";
import { groupBy } from "@/lib/core/group-by";
import { countryName } from "@/lib/phone/country-name";
import { runtime } from "@/lib/runtime";

/** A country that gift cards are sold for, with its brands, the most asked-for first. */
export interface GiftCountry {
  country: string;
  slug: string;
  name: string;
  brands: GiftBrandView[];
}

/** Countries with gift cards, by their name in the locale; empty for a build that has no database. */
export const readGiftCountries = cache(async (locale: string): Promise<GiftCountry[]> => {
  const { context, env } = runtime();
  if (!env.databaseUrl) return [];
  const brands = await listGiftBrands(context({ kind: "system", id: "pages" }));
  return [...groupBy(brands, ({ country }) => country)]
    .map(([country, own]) => ({
      country,
      slug: own[0]?.countrySlug ?? country.toLowerCase(),
      name: countryName(country, locale),
      brands: own,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
});
