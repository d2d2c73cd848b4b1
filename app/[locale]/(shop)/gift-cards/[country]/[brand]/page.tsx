import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { readCurrency } from "@/app/buyer-currency";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { AmountForm } from "@/components/catalog/amount-form";
import { ChoiceForm } from "@/components/catalog/choice-form";
import { AmountGrid } from "@/components/goods/amount-grid";
import { BrandList } from "@/components/goods/brand-list";
import { Card } from "@/components/ui/card";
import { Flag } from "@/components/ui/flag";
import { Monogram } from "@/components/ui/monogram";
import { Notice } from "@/components/ui/notice";
import { ProviderText } from "@/components/ui/provider-text";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { listGiftBrands, readGiftBrand, type GiftBrandPage } from "@/lib/catalog";
import { formatMoney } from "@/lib/core/money";
import { countryName } from "@/lib/phone/country-name";
import { runtime } from "@/lib/runtime";
import { currencySign } from "@/lib/core/currency-display";
import { GoodsFacts } from "../../../goods-facts";
import { startGoodsAction } from "../../../start-goods-action";
import { AskedForm } from "./asked-form";
import { pickOf, writeAmounts } from "./write-amounts";

interface Props {
  params: Promise<{ locale: Locale; country: string; brand: string; currency?: string }>;
  searchParams: Promise<{ pick?: string | string[] }>;
}

const OTHERS = 6;

const readBrand = cache(async (countrySlug: string, brandSlug: string, named?: string) => {
  const ctx = runtime().context({ kind: "system", id: "pages" });
  return readGiftBrand(ctx, { countrySlug, brandSlug, currency: await readCurrency(named) });
});

const currencyOf = ({ amounts, range }: GiftBrandPage): string =>
  amounts[0]?.face.currency ?? range?.min.currency ?? "";

const namesOf = (page: GiftBrandPage, locale: string) => ({
  brand: page.brand.name,
  country: countryName(page.brand.country, locale),
  currency: currencyOf(page),
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale, country, brand, currency }, { pick }] = await Promise.all([params, searchParams]);
  const found = await readBrand(country, brand, currency);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "goods.brand" });
  const names = namesOf(found, locale);
  const words = { title: t("metaTitle", names), description: t("metaDescription", names) };
  const path = `/gift-cards/${country}/${brand}`;
  return {
    ...words,
    ...shareCard(locale, { ...words, path }),
    alternates: alternatesOf(locale, path),
    ...(pick ? { robots: { index: false } } : {}),
  };
}

/** Amounts of a brand's gift card in one country; with `?pick=` what the issuer wants to know for one of them. */
export default async function GiftBrandPage({ params, searchParams }: Props) {
  const [{ locale, country, brand, currency }, { pick }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const found = await readBrand(country, brand, currency);
  if (!found) missingPage(locale, `${brand} ${country}`);
  const t = await getTranslations("goods.brand");
  const names = namesOf(found, locale);
  const path = localePath(locale, `/gift-cards/${country}/${brand}`);
  const picked = found.amounts.find((amount) => pickOf(amount) === pick);
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const others = (await listGiftBrands(ctx, { country: found.brand.country }))
    .filter(({ id }) => id !== found.brand.id)
    .slice(0, OTHERS);
  return (
    <div className="wrap grid gap-x-10 gap-y-7 pt-4 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:pt-8">
      <Facts locale={locale} page={found} />
      <div className="grid gap-3 md:col-span-2">
        <Link
          href={localePath(locale, `/gift-cards/${country}`)}
          prefetch={false}
          className="link -my-2 inline-flex min-h-12 items-center text-sm"
        >
          {t("others", names)}
        </Link>
        <div className="flex items-center gap-4">
          <Monogram name={found.brand.name} size={56} />
          <div className="min-w-0">
            <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">{t("title", names)}</h1>
            <p className="mt-1 flex items-center gap-2 text-ink-2">
              <Flag country={found.brand.country} width={24} />
              {t("country", names)}
            </p>
          </div>
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {picked && picked.asks.length > 0 ? (
          <AskedForm amount={picked} brand={found.brand} path={path} locale={locale} />
        ) : (
          <Amounts page={found} path={path} locale={locale} />
        )}
        {others.length > 0 && (
          <section className="mt-4 grid gap-3.5">
            <h2 className="text-[1.375rem]">{t("others", names)}</h2>
            <BrandList
              brands={others.map(({ name, slug }) => ({
                href: localePath(locale, `/gift-cards/${country}/${slug}`),
                name,
              }))}
            />
          </section>
        )}
      </div>
      <Card className="self-start">
        <h2 className="text-lg">{t("facts")}</h2>
        <ul className="mt-3 grid gap-3 text-sm text-ink-2">
          {found.category && <li>{t("fact.category", { category: found.category })}</li>}
          <li>{t("fact.code", names)}</li>
          <li>{t("fact.region", names)}</li>
          <li>{t("fact.terms", names)}</li>
        </ul>
        <h3 className="mt-5 text-base">{t("redeem")}</h3>
        <p className="mt-1 text-sm whitespace-pre-line text-ink-2">
          {found.redeem ? <ProviderText text={found.redeem} /> : t("redeemPlain", names)}
        </p>
      </Card>
    </div>
  );
}

async function Facts({ locale, page }: { locale: Locale; page: GiftBrandPage }) {
  const [t, nav] = await Promise.all([getTranslations("goods.brand"), getTranslations("common.nav")]);
  const names = namesOf(page, locale);
  const shelf = `/gift-cards/${page.brand.countrySlug}`;
  const path = `${shelf}/${page.brand.slug}`;
  const trail = [
    { name: nav("giftCards"), path: "/gift-cards" },
    { name: names.country, path: shelf },
    { name: names.brand, path },
  ];
  const goods = {
    name: t("metaTitle", names),
    description: t("metaDescription", names),
    path,
    prices: page.amounts.map(({ price }) => price),
  };
  return <GoodsFacts locale={locale} trail={trail} goods={goods} />;
}

async function Amounts({ page, path, locale }: { page: GiftBrandPage; path: string; locale: Locale }) {
  const t = await getTranslations("goods.brand");
  const { brand, range } = page;
  const amounts = writeAmounts(page.amounts, { t, locale, path });
  if (amounts.length === 0) {
    return (
      <Notice tone="wait" title={t("down", { brand: brand.name })}>
        {t("downHelp")}
      </Notice>
    );
  }
  return (
    <>
      <h2 className="text-[1.375rem]">{t("amounts")}</h2>
      <ChoiceForm action={startGoodsAction} fields={{ locale }} title={t("refused")}>
        <AmountGrid amounts={amounts} pendingText={t("pricing")} />
      </ChoiceForm>
      {range && range.asks.length === 0 && (
        <AmountForm
          action={startGoodsAction}
          fields={{ locale, product: range.productId, "face-currency": range.min.currency }}
          currency={currencySign(range.min.currency, locale)}
          texts={{
            label: t("otherAmount"),
            bounds: t("bounds", {
              min: formatMoney(range.min, locale, { compact: true }),
              max: formatMoney(range.max, locale, { compact: true }),
            }),
            submit: t("seePrice"),
            pending: t("pricing"),
          }}
        />
      )}
    </>
  );
}
