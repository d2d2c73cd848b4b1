import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import type { OperatorView, ProductView, RecipientView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { productIdOf, productPath } from "../../../product-path";
import { GoodsFacts } from "../../../goods-facts";
import { readRecipientOf } from "../../../read-recipient-of";
import { DemandForm } from "../demand-form";
import { OperatorHead } from "../operator-head";
import { askBundlesOf, leaveOperator, readOperator } from "../read-operator";
import { ArrivesCard } from "./arrives-card";
import { PlanWarning } from "./plan-warning";
import { ProductHead } from "./product-head";
import { productTitle } from "./product-title";

interface Props {
  params: Promise<{ locale: Locale; country: string; operator: string; product: string; currency?: string }>;
  searchParams: Promise<{ to?: string | string[] }>;
}

const tokenOf = (to: string | string[] | undefined): string | null =>
  typeof to === "string" && to.length <= 64 ? to : null;

/** The operator's page and the product of it that the address names; null when there is no such operator. */
async function readProduct({ params, searchParams }: Props) {
  const [{ locale, country, operator, product: segment, currency }, { to }] = await Promise.all([
    params,
    searchParams,
  ]);
  await askBundlesOf(country, operator, tokenOf(to));
  const page = await readOperator(`${country}/${operator}`, tokenOf(to), locale, currency);
  const asked = { locale, to, at: { country, operator, to: tokenOf(to) } };
  if (!page) return { ...asked, page: null, product: undefined };
  const id = productIdOf(segment);
  return { ...asked, page, product: page.products.find((one) => one.id === id) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, to, page, product } = await readProduct(props);
  if (!page) return {};
  const t = await getTranslations({ locale, namespace: "product" });
  const { operator } = page;
  const country = countryName(operator.country, locale);
  if (!product) return { title: t("gone"), robots: { index: false } };
  const names = { product: productTitle(product, operator.name, locale), operator: operator.name, country };
  const words = { title: t("metaTitle", names), description: t("metaDescription", names) };
  const path = productPath("en", operator, { product, to: null });
  return {
    ...words,
    ...shareCard(locale, { ...words, path }),
    alternates: alternatesOf(locale, path),
    ...(to ? { robots: { index: false } } : {}),
  };
}

/** One product: what it brings, what it replaces, and everything that has to be said before it can be priced. */
export default async function ProductPage(props: Props) {
  const { locale, to, at, page, product } = await readProduct(props);
  setRequestLocale(locale);
  if (!page) return leaveOperator(locale, at);
  const recipient = await readRecipientOf(to);
  const { operator } = page;
  const fits = recipient?.country === operator.country ? recipient : null;
  const t = await getTranslations("product");
  const path =
    localePath(locale, `/${operator.countrySlug}/${operator.slug}`) + (fits ? `?to=${fits.token}` : "");
  return (
    <div className="wrap grid gap-x-10 gap-y-6 pt-2 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:grid-rows-[auto_1fr] md:pt-6">
      {product && <Facts locale={locale} operator={operator} product={product} everybody={!to} />}
      <div className="grid min-w-0 content-start gap-6">
        <Link href={path} prefetch={false} className="link -my-2 inline-flex min-h-12 items-center text-sm">
          {t("back", { operator: operator.name })}
        </Link>
        {product && <ProductHead product={product} operator={operator} locale={locale} />}
      </div>
      {/* Whom it goes to: beside it all, and on a phone between what it is and what is asked. */}
      <div className="md:col-start-2 md:row-span-2 md:row-start-1">
        <div className="grid gap-4 md:sticky md:top-6">
          <OperatorHead locale={locale} page={page} recipient={fits} heading="none" />
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-6">
        {product ? (
          <>
            {product.kind === "plan" && (
              <PlanWarning
                plan={productTitle(product, operator.name, locale)}
                operator={operator.name}
                number={fits?.international ?? null}
              />
            )}
            <Ask locale={locale} page={page} product={product} recipient={fits} />
            <ArrivesCard kind={product.kind} operator={operator.name} />
          </>
        ) : (
          <Notice tone="wait" title={t("gone")}>
            {t("goneHelp", { operator: operator.name })}
          </Notice>
        )}
      </div>
    </div>
  );
}

type Found = Awaited<ReturnType<typeof readProduct>>;

/** @param everybody whether its price is that of the page for everybody, and not of one number */
async function Facts({
  locale,
  operator,
  product,
  everybody,
}: {
  locale: Locale;
  operator: OperatorView;
  product: ProductView;
  everybody: boolean;
}) {
  const t = await getTranslations("product");
  const country = countryName(operator.country, locale);
  const title = productTitle(product, operator.name, locale);
  const names = { product: title, operator: operator.name, country };
  const above = `/${operator.countrySlug}/${operator.slug}`;
  const path = productPath("en", operator, { product, to: null });
  const { choice } = product;
  const prices = choice.type === "fixed" ? [choice.price] : [];
  const words = { name: t("metaTitle", names), description: t("metaDescription", names) };
  const trail = [
    { name: country, path: `/${operator.countrySlug}` },
    { name: operator.name, path: above },
    { name: title, path },
  ];
  const goods = everybody ? { ...words, path, prices } : null;
  return <GoodsFacts locale={locale} trail={trail} goods={goods} />;
}

/** The form, once it is known whom it is for and that they take it. */
async function Ask({
  locale,
  page,
  product,
  recipient,
}: {
  locale: string;
  page: NonNullable<Found["page"]>;
  product: NonNullable<Found["product"]>;
  recipient: RecipientView | null;
}) {
  const t = await getTranslations("product");
  const kinds = await getTranslations("catalog.operator.refuses.kind");
  if (product.dialled && !recipient)
    return (
      <Notice tone="info" title={t("numberFirst")}>
        {t("numberFirstHelp")}
      </Notice>
    );
  if (recipient?.refuses.includes(product.kind))
    return (
      <Notice tone="wait" title={t("notFit")}>
        {t("notFitHelp", { operator: page.operator.name, kinds: kinds(product.kind) })}
      </Notice>
    );
  return (
    <Card asks>
      <DemandForm
        locale={locale}
        product={product}
        operator={page.operator.name}
        to={product.dialled ? (recipient?.token ?? null) : null}
      />
    </Card>
  );
}
