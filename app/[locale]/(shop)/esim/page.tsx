import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readCurrency } from "@/app/buyer-currency";
import { shareCard } from "@/app/share-card";
import { DeviceHelp } from "@/components/goods/device-help";
import { PlaceList } from "@/components/goods/place-list";
import { SearchHead } from "@/components/goods/search-head";
import { StepList } from "@/components/goods/step-list";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { formatMoney } from "@/lib/core/money";
import { findByName } from "../find-by-name";
import { readEsimPlaces } from "./read-esim";

interface Props {
  params: Promise<{ locale: Locale; currency?: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, currency } = await params;
  const t = await getTranslations({ locale, namespace: "goods.esim" });
  const places = await readEsimPlaces(locale, await readCurrency(currency));
  const words = { title: t("metaTitle", { count: places.length }), description: t("metaDescription") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/esim" }),
    alternates: alternatesOf(locale, "/esim"),
  };
}

export default async function EsimPage({ params, searchParams }: Props) {
  const [{ locale, currency }, { q }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const query = typeof q === "string" ? q.slice(0, 60).trim() : "";
  const t = await getTranslations("goods.esim");
  const all = await readEsimPlaces(locale, await readCurrency(currency));
  const found = findByName(all, query);
  const written = found.map(({ slug, name, region, country, plans, from }) => ({
    href: localePath(locale, `/esim/${slug}`),
    name,
    country: region === null ? country : null,
    note: t("from", { count: plans, price: formatMoney(from, locale) }),
  }));
  const [regions, countries] = [true, false].map((isRegion) =>
    written.filter(({ country }) => (country === null) === isRegion),
  );
  return (
    <div className="wrap grid gap-7 pt-4 pb-14 md:pt-8">
      <SearchHead shelf="esim" action={localePath(locale, "/esim")} query={query} found={found.length} />
      {!query && (
        <StepList title={t("steps.title")} steps={[t("steps.check"), t("steps.pay"), t("steps.scan")]} />
      )}
      {!query && <DeviceHelp />}
      {regions && regions.length > 0 && (
        <section className="grid gap-3.5">
          <h2 className="text-[1.375rem]">{t("regions")}</h2>
          <PlaceList places={regions} />
        </section>
      )}
      {countries && countries.length > 0 && (
        <section className="grid gap-3.5">
          <h2 className="text-[1.375rem]">{t("countries")}</h2>
          <PlaceList places={countries} />
        </section>
      )}
    </div>
  );
}
