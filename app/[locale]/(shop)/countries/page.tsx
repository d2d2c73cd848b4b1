import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { CountryList } from "@/components/catalog/country-list";
import { CountrySearch } from "@/components/catalog/country-search";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { readDestinations } from "../read-destinations";
import { findDestinations } from "../find-destinations";

interface Props {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "catalog.countries" });
  const words = { title: t("title"), description: t("description") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/countries" }),
    alternates: alternatesOf(locale, "/countries"),
  };
}

export default async function CountriesPage({ params, searchParams }: Props) {
  const [{ locale }, { q }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const query = typeof q === "string" ? q.slice(0, 60).trim() : "";
  const t = await getTranslations("catalog.countries");
  const all = await readDestinations(locale);
  const found = findDestinations(all, query);
  return (
    <div className="wrap grid gap-6 pt-4 pb-14 md:pt-8">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 text-ink-2">{t("lead", { count: all.length })}</p>
      </div>
      <CountrySearch
        action={localePath(locale, "/countries")}
        query={query}
        texts={{ label: t("searchLabel"), submit: t("search") }}
      />
      {query && (
        <p role="status" className="text-sm text-ink-2">
          {t("found", { count: found.length, query })}{" "}
          <a href={localePath(locale, "/countries")} className="link">
            {t("showAll")}
          </a>
        </p>
      )}
      {found.length > 0 ? (
        <CountryList
          countries={found.map((entry) => ({
            ...entry,
            href: localePath(locale, `/${entry.slug}`),
            note: t("operators", { count: entry.operators.length }),
          }))}
        />
      ) : (
        <Notice tone="wait" title={query ? t("none", { query }) : t("catalogDown")}>
          {query ? t("noneHelp") : t("catalogDownHelp")}
          {query && (
            <p className="mt-2">
              <a href={`${localePath(locale, "/search")}?q=${encodeURIComponent(query)}`} className="link">
                {t("searchAll")}
              </a>
            </p>
          )}
        </Notice>
      )}
    </div>
  );
}
