import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { CountryList } from "@/components/catalog/country-list";
import { CountrySearch } from "@/components/catalog/country-search";
import { BrandList } from "@/components/goods/brand-list";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { findByName } from "../find-by-name";
import { readGiftCountries } from "./read-gifts";

interface Props {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

const MOST_BRANDS = 60;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "goods.gift" });
  const countries = await readGiftCountries(locale);
  return {
    title: t("metaTitle", { count: countries.length }),
    description: t("metaDescription"),
    alternates: alternatesOf(locale, "/gift-cards"),
  };
}

/** Countries that gift cards are used in; a search finds brands too. */
export default async function GiftCardsPage({ params, searchParams }: Props) {
  const [{ locale }, { q }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const query = typeof q === "string" ? q.slice(0, 60).trim() : "";
  const t = await getTranslations("goods.gift");
  const all = await readGiftCountries(locale);
  const countries = findByName(all, query);
  const named = new Map(all.map(({ country, name }) => [country, name]));
  const brands = query
    ? findByName(
        all.flatMap((country) => country.brands),
        query,
      ).slice(0, MOST_BRANDS)
    : [];
  const found = countries.length + brands.length;
  return (
    <div className="wrap grid gap-7 pt-4 pb-14 md:pt-8">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 max-w-[56ch] text-ink-2">{t("lead")}</p>
      </div>
      <CountrySearch
        id="gift-search"
        action={localePath(locale, "/gift-cards")}
        query={query}
        texts={{ label: t("searchLabel"), submit: t("search") }}
      />
      {query && (
        <p role="status" className="-mt-3 text-sm text-ink-2">
          {t("found", { count: found, query })}{" "}
          <a href={localePath(locale, "/gift-cards")} className="link">
            {t("showAll")}
          </a>
        </p>
      )}
      {found === 0 && (
        <Notice tone="wait" title={query ? t("none", { query }) : t("down")}>
          {query ? t("noneHelp") : t("downHelp")}
        </Notice>
      )}
      {brands.length > 0 && (
        <BrandList
          brands={brands.map(({ name, slug, country, countrySlug }) => ({
            href: localePath(locale, `/gift-cards/${countrySlug}/${slug}`),
            name,
            country: { code: country, name: named.get(country) ?? country },
          }))}
        />
      )}
      {countries.length > 0 && (
        <section className="grid gap-3.5">
          <h2 className="text-[1.375rem]">{t("countries")}</h2>
          <CountryList
            countries={countries.map((entry) => ({
              ...entry,
              href: localePath(locale, `/gift-cards/${entry.slug}`),
              note: t("brands", { count: entry.brands.length }),
            }))}
          />
        </section>
      )}
    </div>
  );
}
