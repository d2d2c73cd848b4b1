import type { MetadataRoute } from "next";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { directionOf, localePath, LOCALES } from "@/i18n/locales";

export const dynamic = "force-static";

export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

const png = (name: string, size: number, purpose: "any" | "maskable") => ({
  src: `/icons/${name}-${size}.png`,
  type: "image/png",
  sizes: `${size}x${size}`,
  purpose,
});

/** The shop as an app, in the language it was installed from: it opens where a number is typed. One app in every language, by its id. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ locale: string }> },
): Promise<Response> {
  const { locale } = await params;
  if (!hasLocale(LOCALES, locale)) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale, namespace: "common" });
  const manifest: MetadataRoute.Manifest = {
    id: "/",
    name: t("manifest.name"),
    short_name: t("name"),
    description: t("meta.description"),
    lang: locale,
    dir: directionOf(locale),
    start_url: localePath(locale, "/"),
    scope: "/",
    display: "standalone",
    background_color: "#fcfaf6",
    theme_color: "#fcfaf6",
    categories: ["finance", "shopping", "utilities"],
    icons: [
      png("icon", 192, "any"),
      png("icon", 512, "any"),
      png("maskable", 192, "maskable"),
      png("maskable", 512, "maskable"),
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any", purpose: "any" },
    ],
    shortcuts: [
      { name: t("manifest.request"), url: localePath(locale, "/request") },
      { name: t("manifest.search"), url: localePath(locale, "/search") },
    ],
  };
  return Response.json(manifest, { headers: { "Content-Type": "application/manifest+json" } });
}
