import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { chooseCurrencyAction } from "@/app/[locale]/(checkout)/cart-actions";
import { readCurrency } from "@/app/buyer-currency";
import { shareCard } from "@/app/share-card";
import { readFilter } from "@/components/catalog/filter-packages";
import { CurrencyForm } from "@/components/checkout/currency-form";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { countryName } from "@/lib/phone/country-name";
import { DeliveryCardOf, DeliveryNoticeOf } from "../../../delivery-of";
import { GoodsFacts } from "../../goods-facts";
import { readRecipientOf } from "../../read-recipient-of";
import { OperatorHead } from "./operator-head";
import { OtherOperators } from "./other-operators";
import { ProductSections } from "./product-sections";
import { Promotions } from "./promotions";
import { RefusedKinds } from "./refused-kinds";
import { askBundlesOf, leaveOperator, readOperator } from "./read-operator";

interface Props {
  params: Promise<{ locale: Locale; country: string; operator: string; currency?: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The token of the number in an address, if it looks like one. */
const tokenOf = (to: string | string[] | undefined): string | null =>
  typeof to === "string" && to.length <= 64 ? to : null;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale, country, operator, currency }, { to }] = await Promise.all([params, searchParams]);
  await askBundlesOf(country, operator, tokenOf(to));
  const found = await readOperator(`${country}/${operator}`, tokenOf(to), locale, currency);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "catalog.operator" });
  const names = { operator: found.operator.name, country: countryName(found.operator.country, locale) };
  const path = `/${country}/${operator}`;
  const words = { title: t("metaTitle", names), description: t("metaDescription", names) };
  return {
    ...words,
    ...shareCard(locale, { ...words, path }),
    alternates: alternatesOf(locale, path),
    ...(to ? { robots: { index: false } } : {}),
  };
}

/** What can be sent to an operator; with `?to=` each choice starts a checkout for that number. */
export default async function OperatorPage({ params, searchParams }: Props) {
  const [{ locale, country, operator, currency: named }, asked] = await Promise.all([params, searchParams]);
  const { to } = asked;
  setRequestLocale(locale);
  const [bundles, recipient] = await Promise.all([
    askBundlesOf(country, operator, tokenOf(to)),
    readRecipientOf(to),
  ]);
  const page = await readOperator(`${country}/${operator}`, tokenOf(to), locale, named);
  if (!page) return leaveOperator(locale, { country, operator, to: tokenOf(to) });
  const [t, tProduct, currency] = await Promise.all([
    getTranslations("catalog.operator"),
    getTranslations("product"),
    readCurrency(named),
  ]);
  const fits = recipient?.country === page.operator.country ? recipient : null;
  const names = { operator: page.operator.name, country: countryName(page.operator.country, locale) };
  const products = page.products.filter(({ kind }) => !fits?.refuses.includes(kind));
  const refused = [...new Set(page.products.map(({ kind }) => kind))].filter((kind) =>
    fits?.refuses.includes(kind),
  );
  const path = `/${country}/${operator}`;
  const facts = {
    name: t("metaTitle", names),
    description: t("metaDescription", names),
    path,
    prices: products.flatMap(({ choice }) =>
      choice.type === "fixed" ? choice.price : choice.suggested.map(({ price }) => price),
    ),
  };
  const trail = [
    { name: names.country, path: `/${country}` },
    { name: names.operator, path },
  ];
  return (
    <div className="wrap grid gap-x-10 gap-y-7 pt-2 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:pt-6">
      <GoodsFacts locale={locale} trail={trail} goods={to ? null : facts} />
      <div className="md:col-start-2 md:row-start-1">
        <div className="grid gap-4 md:sticky md:top-6">
          {to && !fits && (
            <Notice tone="wait" title={t("numberGone")}>
              {recipient ? t("otherCountry") : t("numberGoneHelp")}
            </Notice>
          )}
          <OperatorHead locale={locale} page={page} recipient={fits} />
          <DeliveryCardOf operator={page.operator} />
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-9">
        <DeliveryNoticeOf operator={page.operator} />
        {refused.length > 0 && (
          <RefusedKinds locale={locale} page={page} refused={refused} fits={products.length > 0} />
        )}
        {products.length > 0 && <Promotions operator={page.operator} locale={locale} />}
        {products.length > 0 && (
          <ProductSections
            locale={locale}
            page={{ ...page, products }}
            to={fits?.token ?? null}
            filter={readFilter(asked)}
            asked={asked.amount}
          />
        )}
        {products.length > 0 && (
          <div className="max-w-md">
            <CurrencyForm
              action={chooseCurrencyAction}
              current={currency}
              fields={{ locale, from: `${localePath(locale, path)}${fits ? `?to=${fits.token}` : ""}` }}
              locale={locale}
            />
          </div>
        )}
        {bundles === "silent" && <Notice tone="wait">{tProduct("numberBundles.silent", names)}</Notice>}
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
