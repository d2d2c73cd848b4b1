import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { describeShop } from "@/app/describe-page";
import { shareCard } from "@/app/share-card";
import { StructuredData } from "@/components/layout/structured-data";
import { NumberForm } from "@/components/phone/number-form";
import { Whole } from "@/components/layout/whole";
import { Card } from "@/components/ui/card";
import { alternatesOf } from "@/i18n/alternates-of";
import type { Locale } from "@/i18n/locales";
import { ExplainingLine } from "./explaining-line";
import { findOperatorAction } from "../(shop)/find-operator-action";
import { HonestAnswers } from "./honest-answers";
import { PopularCountries } from "./popular-countries";
import { readDestinations } from "../(shop)/read-destinations";
import { writeNumberForm } from "../(shop)/write-number-form";
import { writeSearch } from "../(shop)/write-search";

/** Static, and made anew when the catalog may have changed. */
export const revalidate = 60;

interface Props {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "common.meta" });
  const words = { title: t("title"), description: t("description") };
  return { alternates: alternatesOf(locale, "/"), ...shareCard(locale, { ...words, path: "/" }) };
}

export default async function LandingPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [t, common] = await Promise.all([getTranslations("shop"), getTranslations("common")]);
  const [destinations, form, search] = await Promise.all([
    readDestinations(locale),
    writeNumberForm(locale),
    writeSearch(locale),
  ]);
  const shop = { name: common("name"), description: common("meta.description") };
  return (
    <>
      <section className="wrap grid items-center gap-x-16 gap-y-7 pt-5 pb-10 md:grid-cols-[1.05fr_0.95fr] md:pt-12 md:pb-16">
        <div>
          <h1>{t("title")}</h1>
          <p className="mt-4 max-w-[34ch] text-[1.1875rem] leading-normal text-ink-2">
            {t("lead", { count: destinations.length })}
          </p>
        </div>
        <Card asks>
          <NumberForm action={findOperatorAction} {...form} />
        </Card>
      </section>
      {/* The first screen is whole here on a phone; what follows moves nothing of it. */}
      <Whole />
      <StructuredData data={describeShop(locale, shop)} />
      <ExplainingLine locale={locale} />
      <PopularCountries locale={locale} destinations={destinations} search={search} />
      <HonestAnswers locale={locale} />
    </>
  );
}
