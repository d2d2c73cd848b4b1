import type { MetadataRoute } from "next";
import { languagesOf } from "@/i18n/alternates-of";
import { DEFAULT_LOCALE, localePath } from "@/i18n/locales";
import { listGoodsEntries, listProductEntries } from "@/lib/catalog";
import type { Found } from "@/lib/catalog/types";
import { env } from "@/lib/env";
import { countryOfSlug } from "@/lib/phone/country-slug";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { runtime } from "@/lib/runtime";
import { productPath } from "./[locale]/(shop)/product-path";
import { readDestinations } from "./[locale]/(shop)/read-destinations";
import { pathOfFound } from "./write-found";

export const dynamic = "force-dynamic";

/** A map may name 50,000 pages. Packages stand in it by one address: their pages name the other languages, which would be a kilobyte each here. */
const MOST_PRODUCTS = 20_000;

/** A country has a page above those of its brands, and of its billers. */
const SHELVES: Partial<Record<Found["kind"], string>> = { brand: "/gift-cards", biller: "/bills" };

function pathsOfGoods(found: Found): string[] {
  const shelf = SHELVES[found.kind];
  const path = pathOfFound(found);
  return shelf && countryOfSlug(found.countrySlug) ? [`${shelf}/${found.countrySlug}`, path] : [path];
}

/** Every country and operator that something can be sent to, its packages, and whatever is sold without a number, in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const [destinations, goods, packages] = await Promise.all([
    readDestinations(DEFAULT_LOCALE),
    listGoodsEntries(ctx),
    listProductEntries(ctx, { most: MOST_PRODUCTS }),
  ]);
  const paths = [
    "/",
    "/countries",
    "/search",
    "/request",
    "/help",
    "/esim",
    "/gift-cards",
    "/bills",
    ...destinations.flatMap(({ slug, operators }) => [
      `/${slug}`,
      ...operators.map((operator) => `/${slug}/${operator.slug}`),
    ]),
    ...goods.flatMap(pathsOfGoods),
  ];
  const { appUrl } = env();
  const sold = packages.filter(
    ({ operator }) => !isForbiddenDestination({ country: operator.country }, ctx.policy),
  );
  return [
    ...[...new Set(paths)].map((path) => ({
      url: `${appUrl}${localePath(DEFAULT_LOCALE, path)}`,
      alternates: { languages: languagesOf(path, appUrl) },
    })),
    ...sold.map(({ operator, product }) => ({
      url: appUrl + productPath(DEFAULT_LOCALE, operator, { product, to: null }),
    })),
  ];
}
