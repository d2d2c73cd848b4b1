import type { MetadataRoute } from "next";
import { languagesOf } from "@/i18n/alternates-of";
import { DEFAULT_LOCALE, localePath } from "@/i18n/locales";
import { env } from "@/lib/env";
import { readDestinations } from "./[locale]/(shop)/read-destinations";

export const dynamic = "force-dynamic";

/** Every country and operator that something can be sent to, in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const destinations = await readDestinations(DEFAULT_LOCALE);
  const paths = [
    "/",
    "/countries",
    "/search",
    "/request",
    "/help",
    ...destinations.flatMap(({ slug, operators }) => [
      `/${slug}`,
      ...operators.map((operator) => `/${slug}/${operator.slug}`),
    ]),
  ];
  const { appUrl } = env();
  return paths.map((path) => ({
    url: `${appUrl}${localePath(DEFAULT_LOCALE, path)}`,
    alternates: { languages: languagesOf(path, appUrl) },
  }));
}
