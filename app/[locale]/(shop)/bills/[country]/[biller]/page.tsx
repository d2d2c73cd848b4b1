import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { BillForm } from "@/components/fields/bill-form";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import type { BillerPage as Page } from "@/lib/catalog";
import { countryName } from "@/lib/phone/country-name";
import { GoodsFacts } from "../../../goods-facts";
import { writeProductFields } from "../../../write-product-fields";
import { billAction } from "../../bill-action";
import { readBillerOf } from "../../read-bills";
import { writeChoices } from "./write-choices";

interface Props {
  params: Promise<{ locale: Locale; country: string; biller: string; currency?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, country, biller, currency } = await params;
  const page = await readBillerOf(country, biller, currency);
  if (!page) return {};
  const t = await getTranslations({ locale, namespace: "bills.biller" });
  const words = wordsOf(page, locale, t);
  const path = pathOf(page);
  return { ...words, ...shareCard(locale, { ...words, path }), alternates: alternatesOf(locale, path) };
}

type Words = Awaited<ReturnType<typeof getTranslations<"bills.biller">>>;

const pathOf = ({ biller }: Page) => `/bills/${biller.countrySlug}/${biller.slug}`;

function wordsOf({ biller }: Page, locale: Locale, t: Words) {
  const names = { biller: biller.name, country: countryName(biller.country, locale) };
  return { title: t("metaTitle", names), description: t("metaDescription", names) };
}

/** What search engines are told of a biller. */
async function Facts({ locale, page }: { locale: Locale; page: Page }) {
  const [t, nav] = await Promise.all([getTranslations("bills.biller"), getTranslations("common.nav")]);
  const { name, country, countrySlug } = page.biller;
  const { title, description } = wordsOf(page, locale, t);
  const path = pathOf(page);
  const prices = page.products.flatMap(({ choice }) => (choice.type === "fixed" ? [choice.price] : []));
  const trail = [
    { name: nav("bills"), path: "/bills" },
    { name: countryName(country, locale), path: `/bills/${countrySlug}` },
    { name, path },
  ];
  const goods = { name: title, description, path, prices };
  return <GoodsFacts locale={locale} trail={trail} goods={goods} />;
}

/** One biller: account, what is due where it tells, amount or package, and then the price. */
export default async function BillerPage({ params }: Props) {
  const { locale, country, biller, currency } = await params;
  setRequestLocale(locale);
  const page = await readBillerOf(country, biller, currency);
  if (!page) missingPage(locale, `${biller} ${country}`);
  const t = await getTranslations("bills.biller");
  const { name, country: iso, countrySlug } = page.biller;
  const place = countryName(iso, locale);
  return (
    <div className="wrap grid gap-x-10 gap-y-7 pt-4 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:pt-8">
      <Facts locale={locale} page={page} />
      <div className="grid gap-3 md:col-span-2">
        <Link
          href={localePath(locale, `/bills/${countrySlug}`)}
          prefetch={false}
          className="link -my-2 inline-flex min-h-12 items-center text-sm"
        >
          {t("others", { country: place })}
        </Link>
        <div className="flex items-center gap-4">
          <Monogram name={name} size={52} />
          <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">
            {t("title", { biller: name })} <span className="font-semibold text-ink-2">{place}</span>
          </h1>
        </div>
      </div>
      <div className="min-w-0">
        <Pay locale={locale} page={page} />
      </div>
      <Card className="self-start">
        <h2 className="text-lg">{t("arrives")}</h2>
        <ul className="mt-3 grid gap-3 text-sm text-ink-2">
          <li>{t("arrivesPaid", { biller: name })}</li>
          <li>{t("arrivesToken")}</li>
          <li>{t("arrivesWhen", { biller: name })}</li>
        </ul>
      </Card>
    </div>
  );
}

async function Pay({ locale, page }: { locale: Locale; page: Page }) {
  const t = await getTranslations("bills.biller");
  const { biller, products, tells } = page;
  const { fields, packages, range } = writeChoices(products, { locale, t });
  if (!range && packages.length === 0)
    return (
      <Notice tone="wait" title={t("empty", { biller: biller.name })}>
        {t("emptyHelp")}
      </Notice>
    );
  return (
    <Card asks>
      <h2 className="mb-4 text-lg">{t("lead")}</h2>
      <BillForm
        action={billAction}
        hidden={{
          locale,
          biller: biller.name,
          ...(range ? { range: range.productId, "face-currency": range.currency } : {}),
        }}
        fields={fields}
        texts={await writeProductFields(fields, { locale, operator: biller.name })}
        range={range && { id: range.productId, amount: range.amount }}
        packages={packages}
        words={{
          packages: t("package"),
          other: t("other"),
          submit: t("submit"),
          pending: t("pending"),
          refused: t("refused"),
          found: t("found", { biller: biller.name }),
        }}
        look={
          tells && range
            ? {
                submit: t("look"),
                pending: t("looking", { biller: biller.name }),
                why: t("lookWhy", { biller: biller.name }),
              }
            : undefined
        }
      />
    </Card>
  );
}
