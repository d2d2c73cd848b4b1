import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { OperatorTile } from "@/components/catalog/operator-tile";
import { Flag } from "@/components/ui/flag";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { readBillCountries, type BillCountry } from "../read-bills";

export const revalidate = 600;

interface Props {
  params: Promise<{ locale: Locale; country: string }>;
}

interface Asked {
  locale: Locale;
  country: string;
  found: BillCountry | undefined;
}

async function findCountry({ params }: Props): Promise<Asked> {
  const { locale, country } = await params;
  return { locale, country, found: (await readBillCountries(locale)).find(({ slug }) => slug === country) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, found } = await findCountry(props);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "bills.country" });
  const billers = found.billers.map(({ name }) => name).join(", ");
  const words = {
    title: t("title", { country: found.name }),
    description: t("metaDescription", { country: found.name, billers }),
  };
  const path = `/bills/${found.slug}`;
  return { ...words, ...shareCard(locale, { ...words, path }), alternates: alternatesOf(locale, path) };
}

/** Who sends bills in a country. */
export default async function BillCountryPage(props: Props) {
  const { locale, country, found } = await findCountry(props);
  setRequestLocale(locale);
  if (!found) missingPage(locale, country);
  const t = await getTranslations("bills.country");
  return (
    <div className="wrap grid gap-6 pt-4 pb-14 md:pt-8">
      <div className="grid gap-3">
        <Link
          href={localePath(locale, "/bills")}
          prefetch={false}
          className="link -my-2 inline-flex min-h-12 items-center text-sm"
        >
          {t("other")}
        </Link>
        <div className="flex items-center gap-4">
          <Flag country={found.country} width={48} />
          <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">{t("title", { country: found.name })}</h1>
        </div>
        <p className="text-ink-2">{t("lead")}</p>
      </div>
      <ul className="grid content-start gap-2.5 sm:grid-cols-2 md:grid-cols-3">
        {found.billers.map(({ id, name, slug, countrySlug }) => (
          <li key={id}>
            <OperatorTile name={name} href={localePath(locale, `/bills/${countrySlug}/${slug}`)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
