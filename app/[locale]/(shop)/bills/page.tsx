import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { CountryList } from "@/components/catalog/country-list";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { readBillCountries } from "./read-bills";

/** The list changes with each import: made again every ten minutes, and on the first visit after a build without a database. */
export const revalidate = 600;

interface Props {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "bills" });
  const words = { title: t("title"), description: t("description") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/bills" }),
    alternates: alternatesOf(locale, "/bills"),
  };
}

/** Countries in which bills can be paid. */
export default async function BillsPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, countries] = await Promise.all([getTranslations("bills"), readBillCountries(locale)]);
  return (
    <div className="wrap grid gap-7 pt-4 pb-14 md:pt-8">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 max-w-[56ch] text-ink-2">{t("lead")}</p>
      </div>
      {countries.length === 0 ? (
        <Notice tone="wait" title={t("none")}>
          {t("noneHelp")}
        </Notice>
      ) : (
        <section aria-labelledby="bill-countries" className="grid gap-3.5">
          <h2 id="bill-countries" className="text-[1.375rem]">
            {t("countries")}
          </h2>
          <CountryList
            countries={countries.map(({ country, slug, name, billers }) => ({
              country,
              name,
              href: localePath(locale, `/bills/${slug}`),
              note: t("billers", { count: billers.length }),
            }))}
          />
        </section>
      )}
    </div>
  );
}
