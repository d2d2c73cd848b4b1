import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasLocale } from "next-intl";
import { getTranslations } from "next-intl/server";
import { ImageResponse } from "next/og";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { drawable, drawnLocale } from "./drawn-letters";
import { readSharedPage } from "./read-shared-page";
import { SharePicture } from "./share-picture";

const SIZE = { width: 1200, height: 630 };

/** Typefaces by the letters they have, in the order in which they are looked into. */
const FILES = [
  ["Figtree", "latin"],
  ["Figtree", "latin-ext"],
  ["Onest", "cyrillic"],
] as const;

let fonts: Promise<NonNullable<ConstructorParameters<typeof ImageResponse>[1]>["fonts"]> | undefined;

async function readFonts() {
  const faces = ([500, 700] as const).flatMap((weight) =>
    FILES.map(async ([name, letters]) => ({
      name,
      weight,
      style: "normal" as const,
      data: await readFile(join(process.cwd(), `app/fonts/${name.toLowerCase()}-${weight}-${letters}.woff`)),
    })),
  );
  return Promise.all(faces);
}

async function flagOf(country: string): Promise<string | null> {
  const path = join(process.cwd(), `public/flags/${country.toLowerCase()}.svg`);
  const svg = await readFile(path, "utf8").catch(() => null);
  return svg && `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}

/** The picture of a page for whoever its address is shared with: of the shop, or of whatever is sold on the page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ locale: string; place?: string[] }> },
): Promise<Response> {
  const { locale: asked, place = [] } = await params;
  const locale = drawnLocale(hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE);
  const found = await readSharedPage(locale, place);
  if (!found) return new Response(null, { status: 404 });
  const [common, line] = await Promise.all([
    getTranslations({ locale, namespace: "common" }),
    getTranslations({ locale, namespace: "shop.line.stops" }),
  ]);
  fonts ??= readFonts();
  return new ImageResponse(
    <SharePicture
      name={common("name")}
      title={drawable(found.title)}
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
