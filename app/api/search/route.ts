import { hasLocale } from "next-intl";
import { writeFound } from "@/app/write-found";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { searchCatalog } from "@/lib/catalog";
import { runtime } from "@/lib/runtime";

/** Of each kind; all of it fits below the field. */
const MOST_OF_A_KIND = 3;
const MOST = 8;
const LONGEST = 80;

/** What the search field suggests while it is typed: `[{ kind, text, note, href, … }]`. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("locale");
  const locale = hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE;
  const query = (searchParams.get("q") ?? "").slice(0, LONGEST);
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const { found } = await searchCatalog(ctx, { query, most: MOST_OF_A_KIND });
  const things = found.slice(0, MOST).map((thing) => writeFound(thing, locale));
  return Response.json(things, {
    headers: { "Cache-Control": "public, max-age=300", "X-Robots-Tag": "noindex" },
  });
}
