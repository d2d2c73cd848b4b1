import type { MetadataRoute } from "next";
import { languagesOf } from "@/i18n/alternates-of";
import { DEFAULT_LOCALE, localePath } from "@/i18n/locales";
import { listGoodsEntries } from "@/lib/catalog";
import { env } from "@/lib/env";
import { runtime } from "@/lib/runtime";
import { readDestinations } from "./[locale]/(shop)/read-destinations";
import { pathOfFound } from "./write-found";

export const dynamic = "force-dynamic";

/** Every country and operator that something can be sent to, and whatever is sold without a number, in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [destinations, goods] = await Promise.all([
    readDestinations(DEFAULT_LOCALE),
    listGoodsEntries(runtime().context({ kind: "system", id: "pages" })),
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
    ...goods.map(pathOfFound),
  ];
  const { appUrl } = env();
  return [...new Set(paths)].map((path) => ({
    url: `${appUrl}${localePath(DEFAULT_LOCALE, path)}`,
    alternates: { languages: languagesOf(path, appUrl) },
  }));
}
