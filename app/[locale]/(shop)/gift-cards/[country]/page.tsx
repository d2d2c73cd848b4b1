import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { CountrySearch } from "@/components/catalog/country-search";
import { BrandList } from "@/components/goods/brand-list";
import { Flag } from "@/components/ui/flag";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { findByName } from "../../find-by-name";
import { readGiftCountries } from "../read-gifts";

interface Props {
  params: Promise<{ locale: Locale; country: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

/** Brands that are told of in a description. */
const TOLD = 5;
/** Fewer are seen at a glance. */
const SEARCHED_FROM = 13;

async function findCountry({ locale, country }: Awaited<Props["params"]>) {
  return (await readGiftCountries(locale)).find(({ slug }) => slug === country);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country } = await params;
  const found = await findCountry({ locale, country });
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "goods.giftCountry" });
  const brands = found.brands.slice(0, TOLD).map(({ name }) => name);
  const words = {
    title: t("metaTitle", { country: found.name }),
    description: t("metaDescription", {
      country: found.name,
      brands: new Intl.ListFormat(locale, { type: "unit" }).format(brands),
    }),
  };
  const path = `/gift-cards/${found.slug}`;
  return { ...words, ...shareCard(locale, { ...words, path }), alternates: alternatesOf(locale, path) };
}

export default async function GiftCountryPage({ params, searchParams }: Props) {
  const [{ locale, country }, { q }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const found = await findCountry({ locale, country });
  if (!found) missingPage(locale, country);
  const [t, all] = await Promise.all([getTranslations("goods.giftCountry"), getTranslations("goods.gift")]);
  const query = typeof q === "string" ? q.slice(0, 60).trim() : "";
  const brands = findByName(found.brands, query);
  const path = localePath(locale, `/gift-cards/${found.slug}`);
  return (
    <div className="wrap grid gap-6 pt-4 pb-14 md:pt-8">
      <div className="grid gap-3">
        <Link
          href={localePath(locale, "/gift-cards")}
          prefetch={false}
          className="link -my-2 inline-flex min-h-12 items-center text-sm"
        >
          {t("all")}
        </Link>
        <div className="flex items-center gap-4">
          <Flag country={found.country} width={48} />
          <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">{t("title", { country: found.name })}</h1>
        </div>
        <p className="max-w-[56ch] text-ink-2">{t("lead", { country: found.name })}</p>
      </div>
      {(found.brands.length >= SEARCHED_FROM || query) && (
        <CountrySearch
          id="brand-search"
          action={path}
          query={query}
          texts={{ label: t("searchLabel"), submit: t("search") }}
        />
      )}
      {query && (
        <p role="status" className="-mt-2 text-sm text-ink-2">
          {all("found", { count: brands.length, query })}{" "}
          <a href={path} className="link">
            {all("showAll")}
          </a>
        </p>
      )}
      {brands.length === 0 ? (
        <Notice tone="wait" title={all("none", { query })}>
          {all("noneHelp")}
        </Notice>
      ) : (
        <BrandList
          brands={brands.map(({ name, slug }) => ({
            href: localePath(locale, `/gift-cards/${found.slug}/${slug}`),
            name,
          }))}
        />
      )}
    </div>
  );
}
