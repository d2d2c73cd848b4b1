import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { writeFound } from "@/app/write-found";
import { FoundList } from "@/components/find/found-list";
import { SearchBox } from "@/components/find/search-box";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { searchCatalog } from "@/lib/catalog";
import type { FoundKind, SearchResult } from "@/lib/catalog/types";
import { runtime } from "@/lib/runtime";
import { writeSearch } from "../write-search";

interface Props {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

const LONGEST = 80;
const KINDS: readonly FoundKind[] = ["country", "network", "plan", "travel", "brand", "biller"];

/** From here on digits are a phone number, not a calling code or an amount. */
const isNumber = (query: string): boolean =>
  /^[\d\s+().-]+$/.test(query) && query.replace(/\D/g, "").length >= 7;

async function queryOf(searchParams: Props["searchParams"]): Promise<string> {
  const { q } = await searchParams;
  return typeof q === "string" ? q.slice(0, LONGEST).trim() : "";
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale }, query] = await Promise.all([params, queryOf(searchParams)]);
  const t = await getTranslations({ locale, namespace: "find.search" });
  const words = { title: t("metaTitle"), description: t("description") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/search" }),
    alternates: alternatesOf(locale, "/search"),
    // The pages it finds are listed; its answers are not.
    ...(query ? { robots: { index: false } } : {}),
  };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, queryOf(searchParams)]);
  setRequestLocale(locale);
  const t = await getTranslations("find.search");
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const result = query ? await searchCatalog(ctx, { query }) : { found: [], meant: null };
  return (
    <div className="wrap grid gap-6 pt-4 pb-14 md:pt-8">
      <h1>{t("title")}</h1>
      <SearchBox query={query} {...await writeSearch(locale)} />
      {query ? (
        <Results locale={locale} query={query} result={result} />
      ) : (
        <p className="text-ink-2">{t("empty")}</p>
      )}
      <p>
        <Link
          href={localePath(locale, "/countries")}
          prefetch={false}
          className="link inline-flex min-h-12 items-center"
        >
          {t("allCountries")}
        </Link>
      </p>
    </div>
  );
}

async function Results({ locale, query, result }: { locale: Locale; query: string; result: SearchResult }) {
  const t = await getTranslations("find.search");
  const { found, meant } = result;
  if (isNumber(query)) {
    return (
      <Notice tone="info" title={t("number", { query })}>
        <Link href={localePath(locale, "/")} className={`${buttonClass()} mt-2`}>
          {t("toNumber")}
        </Link>
      </Notice>
    );
  }
  if (found.length === 0) {
    return (
      <Notice tone="wait" title={t("none", { query })} live>
        {t("noneHelp")}
      </Notice>
    );
  }
  return (
    <>
      <p role="status" className="text-ink-2">
        {meant ? t("meant", { typed: query, meant }) : t("found", { count: found.length, query })}
      </p>
      {KINDS.map((kind) => {
        const written = found
          .filter((thing) => thing.kind === kind)
          .map((thing) => writeFound(thing, locale));
        // A country's eSIMs come from several brands and stand on one page.
        const things =
          kind === "travel" ? [...new Map(written.map((thing) => [thing.href, thing])).values()] : written;
        return things.length === 0 ? null : (
          <section key={kind} aria-labelledby={`found-${kind}`} className="grid gap-3">
            <h2 id={`found-${kind}`} className="text-[1.375rem]">
              {t(`groups.${kind}`)}
            </h2>
            <FoundList things={things} />
          </section>
        );
      })}
    </>
  );
}
