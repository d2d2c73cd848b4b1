import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { missingPage } from "@/app/missing-page";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import type { Locale } from "@/i18n/locales";
import { countryName } from "@/lib/phone/country-name";
import { readRecipientOf } from "../../read-recipient-of";
import { OperatorHead } from "./operator-head";
import { OtherOperators } from "./other-operators";
import { ProductSections } from "./product-sections";
import { Promotions } from "./promotions";
import { RefusedKinds } from "./refused-kinds";
import { readOperator } from "./read-operator";

interface Props {
  params: Promise<{ locale: Locale; country: string; operator: string }>;
  searchParams: Promise<{ to?: string | string[] }>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale, country, operator }, { to }] = await Promise.all([params, searchParams]);
  const found = await readOperator(country, operator);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "catalog.operator" });
  const names = { operator: found.operator.name, country: countryName(found.operator.country, locale) };
  return {
    title: t("metaTitle", names),
    description: t("metaDescription", names),
    alternates: alternatesOf(locale, `/${country}/${operator}`),
    ...(to ? { robots: { index: false } } : {}),
  };
}

/** What can be sent to an operator; with `?to=` each choice starts a checkout for that number. */
export default async function OperatorPage({ params, searchParams }: Props) {
  const [{ locale, country, operator }, { to }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const [page, recipient] = await Promise.all([readOperator(country, operator), readRecipientOf(to)]);
  if (!page) missingPage(locale);
  const t = await getTranslations("catalog.operator");
  const fits = recipient?.country === page.operator.country ? recipient : null;
  const names = { operator: page.operator.name, country: countryName(page.operator.country, locale) };
  const products = page.products.filter(({ kind }) => !fits?.refuses.includes(kind));
  const refused = [...new Set(page.products.map(({ kind }) => kind))].filter((kind) =>
    fits?.refuses.includes(kind),
  );
  return (
    <div className="wrap grid gap-x-10 gap-y-7 pt-2 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:pt-6">
      <div className="md:order-last">
        <div className="grid gap-4 md:sticky md:top-6">
          {to && !fits && (
            <Notice tone="wait" title={t("numberGone")}>
              {recipient ? t("otherCountry") : t("numberGoneHelp")}
            </Notice>
          )}
          <OperatorHead locale={locale} page={page} recipient={fits} />
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-9">
        {refused.length > 0 && (
          <RefusedKinds locale={locale} page={page} refused={refused} fits={products.length > 0} />
        )}
        {products.length > 0 && <Promotions operator={page.operator} />}
        {products.length > 0 && (
          <ProductSections locale={locale} page={{ ...page, products }} to={fits?.token ?? null} />
        )}
        {page.products.length === 0 && (
          <Notice tone="wait" title={t("empty", names)}>
            {t("emptyHelp")}
          </Notice>
        )}
        <OtherOperators locale={locale} page={page} to={fits?.token ?? null} />
      </div>
    </div>
  );
}
