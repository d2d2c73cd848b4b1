import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ImageResponse } from "next/og";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/i18n/locales";
import { listOperatorsOf } from "@/lib/catalog";
import { countryName } from "@/lib/phone/country-name";
import { countryOfSlug } from "@/lib/phone/country-slug";
import { runtime } from "@/lib/runtime";
import { SharePicture } from "./share-picture";

const SIZE = { width: 1200, height: 630 };
/** The typeface has Latin letters alone; in other scripts the picture speaks English. */
const LATIN: readonly Locale[] = ["en", "es", "fr", "pt", "fil"];

const fontFile = (weight: number, letters: string) =>
  readFile(join(process.cwd(), `app/fonts/figtree-${weight}-${letters}.woff`));

let fonts: Promise<NonNullable<ConstructorParameters<typeof ImageResponse>[1]>["fonts"]> | undefined;

async function readFonts() {
  const faces = ([500, 700] as const).flatMap((weight) =>
    ["latin", "latin-ext"].map(async (letters) => ({
      name: "Figtree",
      weight,
      style: "normal" as const,
      data: await fontFile(weight, letters),
    })),
  );
  return Promise.all(faces);
}

async function flagOf(country: string): Promise<string | null> {
  const path = join(process.cwd(), `public/flags/${country.toLowerCase()}.svg`);
  const svg = await readFile(path, "utf8").catch(() => null);
  return svg && `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** Title and country of a page that has a picture; null when there is no such page. */
async function readPlace(
  locale: Locale,
  place: string[],
): Promise<{ title: string; country?: string } | null> {
  const [slug, operatorSlug, ...rest] = place;
  if (slug === undefined) return { title: (await getTranslations({ locale, namespace: "shop" }))("title") };
  const country = countryOfSlug(slug);
  if (!country || rest.length > 0) return null;
  const operators = await listOperatorsOf(runtime().context({ kind: "system", id: "pages" }), { country });
  const names = { country: countryName(country, locale) };
  const t = await getTranslations({ locale, namespace: "catalog" });
  if (operatorSlug === undefined)
    return operators.length > 0 ? { title: t("country.metaTitle", names), country } : null;
  const operator = operators.find((one) => one.slug === operatorSlug)?.name;
  return operator ? { title: t("operator.metaTitle", { ...names, operator }), country } : null;
}

/** The picture of a page for whoever its address is shared with: of the shop, of a country, of an operator. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ locale: string; place?: string[] }> },
): Promise<Response> {
  const { locale: asked, place = [] } = await params;
  const locale = hasLocale(LOCALES, asked) && LATIN.includes(asked) ? asked : DEFAULT_LOCALE;
  const found = await readPlace(locale, place);
  if (!found) return new Response(null, { status: 404 });
  const [common, line] = await Promise.all([
    getTranslations({ locale, namespace: "common" }),
    getTranslations({ locale, namespace: "shop.line.stops" }),
  ]);
  fonts ??= readFonts();
  return new ImageResponse(
    <SharePicture
      name={common("name")}
      title={found.title}
      flag={found.country ? await flagOf(found.country) : null}
      stops={[line("reserved"), line("sent"), line("delivered"), line("charged")]}
      promise={common("footer.promise")}
    />,
    {
      ...SIZE,
      fonts: await fonts,
      headers: { "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800" },
    },
  );
}
