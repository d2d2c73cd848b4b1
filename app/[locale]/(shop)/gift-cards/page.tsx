import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { CountryList } from "@/components/catalog/country-list";
import { BrandList } from "@/components/goods/brand-list";
import { SearchHead } from "@/components/goods/search-head";
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
  const words = { title: t("metaTitle", { count: countries.length }), description: t("metaDescription") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/gift-cards" }),
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
      <SearchHead shelf="gift" action={localePath(locale, "/gift-cards")} query={query} found={found} />
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
