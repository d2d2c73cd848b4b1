import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { cache } from "react";
import { readCurrency } from "@/app/buyer-currency";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { writeFields } from "@/components/fields/field-texts";
import { DeviceHelp } from "@/components/goods/device-help";
import { GoodsForm } from "@/components/goods/goods-form";
import { PlanList } from "@/components/goods/plan-list";
import { Card } from "@/components/ui/card";
import { Flag } from "@/components/ui/flag";
import { Globe } from "@/components/ui/globe";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { readEsimPlace, type EsimPlacePage as Page } from "@/lib/catalog";
import { DEVICE_CHECK, fieldOf } from "@/lib/catalog/field-schema";
import { formatMoney } from "@/lib/core/money";
import { countryName } from "@/lib/phone/country-name";
import type { ProviderName } from "@/lib/providers/spec";
import { readIssuedEsim } from "@/lib/reports";
import { runtime } from "@/lib/runtime";
import { GoodsFacts } from "../../goods-facts";
import { startGoodsAction } from "../../start-goods-action";
import { readSort, sortPlans, SORTS, writePlans } from "./write-plans";

interface Props {
  params: Promise<{ locale: Locale; place: string; currency?: string }>;
  searchParams: Promise<{ sort?: string | string[]; for?: string | string[] }>;
}

const readPlace = cache(async (slug: string, named?: string, through?: ProviderName) => {
  const ctx = runtime().context({ kind: "system", id: "pages" });
  return readEsimPlace(ctx, { slug, currency: await readCurrency(named), ...(through ? { through } : {}) });
});

interface TopUp {
  publicId: string;
  provider: ProviderName;
}

/** The eSIM that is to get more data, by the order that brought it; null when it cannot. */
async function readTopUp(publicId: string): Promise<TopUp | null> {
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const issued = await readIssuedEsim(ctx, { publicId });
  const provider = issued && ctx.providers.get(issued.provider);
  return provider?.capabilities.toppableEsims ? { publicId, provider: provider.name } : null;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ locale, place: slug, currency }, asked] = await Promise.all([params, searchParams]);
  const found = await readPlace(slug, currency);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "goods.place" });
  const place = countryName(found.place.region ?? found.place.country, locale);
  const [cheapest] = sortPlans(found.plans, "price");
  const words = {
    title: cheapest
      ? t("metaTitle", { place, price: formatMoney(cheapest.price, locale) })
      : t("metaTitleBare", { place }),
    description: t("metaDescription", { place, count: found.plans.length }),
  };
  const path = `/esim/${slug}`;
  return {
    ...words,
    ...shareCard(locale, { ...words, path }),
    alternates: alternatesOf(locale, path),
    ...(asked.for || asked.sort ? { robots: { index: false } } : {}),
  };
}

/** Plans of an eSIM for one country or region. Each is a button; whether the phone takes an eSIM is asked above them. */
export default async function EsimPlacePage({ params, searchParams }: Props) {
  const [{ locale, place: slug, currency }, asked] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const topUp = typeof asked.for === "string" ? await readTopUp(asked.for) : null;
  const found = await readPlace(slug, currency, topUp?.provider);
  if (!found) missingPage(locale, slug);
  const { country, region } = found.place;
  const place = countryName(region ?? country, locale);
  const [t, words] = await Promise.all([getTranslations("goods.place"), getTranslations("fields")]);
  const sort = readSort(asked.sort);
  const plans = writePlans(sortPlans(found.plans, sort), { t, locale });
  const path = localePath(locale, `/esim/${slug}`);
  // The phone was checked when the eSIM was bought.
  const fields = topUp ? [] : [fieldOf(DEVICE_CHECK)];
  const lead = topUp ? "topUpLead" : region === null ? "lead" : "leadRegion";
  return (
    <div className="wrap grid gap-x-10 gap-y-7 pt-4 pb-14 md:grid-cols-[minmax(0,1fr)_22rem] md:pt-8">
      {!topUp && <Facts locale={locale} page={found} />}
      <div className="grid gap-3 md:col-span-2">
        <Link
          href={localePath(locale, "/esim")}
          prefetch={false}
          className="link -my-2 inline-flex min-h-12 items-center text-sm"
        >
          {t("all")}
        </Link>
        <div className="flex items-center gap-4">
          {region === null ? <Flag country={country} width={48} /> : <Globe size={44} />}
          <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">
            {t(topUp ? "topUpTitle" : "title", { place })}
          </h1>
        </div>
        <p className="max-w-[56ch] text-ink-2">{t(lead, { place })}</p>
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {asked.for && !topUp && (
          <Notice tone="wait" title={t("topUpGone")}>
            {t("topUpGoneHelp")}
          </Notice>
        )}
        {plans.length === 0 ? (
          <Notice tone="wait" title={t("down", { place })}>
            {t("downHelp")}
          </Notice>
        ) : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
              <h2 className="text-[1.375rem]">{t("plans")}</h2>
              <SortLinks
                path={path}
                query={topUp ? `for=${topUp.publicId}` : ""}
                sort={sort}
                texts={{ label: t("sort"), names: SORTS.map((name) => t(`sorts.${name}`)) }}
              />
            </div>
            <GoodsForm
              action={startGoodsAction}
              hidden={topUp ? { locale, "top-up": topUp.publicId } : { locale }}
              fields={fields}
              texts={writeFields(fields, words as Parameters<typeof writeFields>[1])}
              refused={t("refused")}
              about={topUp ? null : <DeviceHelp />}
            >
              <PlanList plans={plans} pendingText={t("pricing")} />
            </GoodsForm>
            <p className="text-xs text-ink-3">{t("note")}</p>
          </>
        )}
      </div>
      <Card className="self-start">
        <h2 className="text-lg">{t("facts")}</h2>
        <ul className="mt-3 grid gap-3 text-sm text-ink-2">
          <li>{t("fact.install")}</li>
          <li>{t("fact.once")}</li>
          <li>{t("fact.own")}</li>
        </ul>
      </Card>
    </div>
  );
}

async function Facts({ locale, page: { place, plans } }: { locale: Locale; page: Page }) {
  const [t, nav] = await Promise.all([getTranslations("goods.place"), getTranslations("common.nav")]);
  const name = countryName(place.region ?? place.country, locale);
  const path = `/esim/${place.slug}`;
  const trail = [
    { name: nav("esim"), path: "/esim" },
    { name, path },
  ];
  const goods = {
    name: t("metaTitleBare", { place: name }),
    description: t("metaDescription", { place: name, count: plans.length }),
    path,
    prices: plans.map(({ price }) => price),
  };
  return <GoodsFacts locale={locale} trail={trail} goods={goods} />;
}

/** `path?for=…&sort=price`, without what need not be said. */
function hrefOf(path: string, parts: string[]): string {
  const said = parts.filter(Boolean);
  return said.length > 0 ? `${path}?${said.join("&")}` : path;
}

function SortLinks({
  path,
  query,
  sort,
  texts,
}: {
  path: string;
  query: string;
  sort: string;
  texts: { label: string; names: string[] };
}) {
  return (
    <nav aria-label={texts.label} className="flex items-center gap-x-1 text-sm">
      <span aria-hidden="true" className="text-ink-3">
        {texts.label}
      </span>
      {SORTS.map((name, at) => (
        <Link
          key={name}
          href={hrefOf(path, [query, name === SORTS[0] ? "" : `sort=${name}`])}
          prefetch={false}
          scroll={false}
          aria-current={name === sort || undefined}
          className="inline-flex min-h-12 items-center px-2 text-ink-2 no-underline hover:underline aria-current:font-bold aria-current:text-ink"
        >
          {texts.names[at]}
        </Link>
      ))}
    </nav>
  );
}
