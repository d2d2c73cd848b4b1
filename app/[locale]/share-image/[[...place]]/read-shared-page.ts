import { getTranslations } from "next-intl/server";
import { readBillCountries } from "@/app/[locale]/(shop)/bills/read-bills";
import { readGiftCountries } from "@/app/[locale]/(shop)/gift-cards/read-gifts";
import { readOperator } from "@/app/[locale]/(shop)/[country]/[operator]/read-operator";
import { productTitle } from "@/app/[locale]/(shop)/[country]/[operator]/[product]/product-title";
import { productIdOf } from "@/app/[locale]/(shop)/product-path";
import { readDestinations } from "@/app/[locale]/(shop)/read-destinations";
import type { Locale } from "@/i18n/locales";
import { readEsimPlace } from "@/lib/catalog";
import { countryName } from "@/lib/phone/country-name";
import { runtime } from "@/lib/runtime";
import { canDraw } from "./drawn-letters";

/** What a picture says of a page, and whose flag stands beside it. */
export interface SharedPage {
  title: string;
  /** ISO 3166 alpha-2. */
  country?: string;
}

/** What pictures show no price of: any would do to read a page by. */
const CURRENCY = "USD";

type Read = (locale: Locale, place: string[]) => Promise<SharedPage | null>;

const readEsim: Read = async (locale, [slug]) => {
  const t = await getTranslations({ locale, namespace: "goods" });
  if (slug === undefined) return { title: t("esim.title") };
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const place = (await readEsimPlace(ctx, { slug, currency: CURRENCY }))?.place;
  if (!place) return null;
  const { region, country } = place;
  const title = t("place.metaTitleBare", { place: countryName(region ?? country, locale) });
  return region === null ? { title, country } : { title };
};

const readGift: Read = async (locale, [countrySlug, brandSlug]) => {
  const t = await getTranslations({ locale, namespace: "goods" });
  if (countrySlug === undefined) return { title: t("gift.title") };
  const found = (await readGiftCountries(locale)).find(({ slug }) => slug === countrySlug);
  if (!found) return null;
  const { country, name, brands } = found;
  if (brandSlug === undefined) return { title: t("giftCountry.metaTitle", { country: name }), country };
  const brand = brands.find(({ slug }) => slug === brandSlug)?.name;
  return brand ? { title: t("brand.metaTitle", { brand, country: name }), country } : null;
};

const readBill: Read = async (locale, [countrySlug, billerSlug]) => {
  const t = await getTranslations({ locale, namespace: "bills" });
  if (countrySlug === undefined) return { title: t("title") };
  const found = (await readBillCountries(locale)).find(({ slug }) => slug === countrySlug);
  if (!found) return null;
  const { country, name, billers } = found;
  if (billerSlug === undefined) return { title: t("country.title", { country: name }), country };
  const biller = billers.find(({ slug }) => slug === billerSlug)?.name;
  return biller ? { title: t("biller.metaTitle", { biller, country: name }), country } : null;
};

const readCountry: Read = async (locale, [countrySlug, operatorSlug]) => {
  const found = (await readDestinations(locale)).find(({ slug }) => slug === countrySlug);
  if (!found) return null;
  const { country, name, operators } = found;
  const t = await getTranslations({ locale, namespace: "catalog" });
  if (operatorSlug === undefined) return { title: t("country.metaTitle", { country: name }), country };
  const operator = operators.find(({ slug }) => slug === operatorSlug)?.name;
  return operator ? { title: t("operator.metaTitle", { country: name, operator }), country } : null;
};

const readProduct: Read = async (locale, [countrySlug, operatorSlug, segment = ""]) => {
  const page = await readOperator(`${countrySlug}/${operatorSlug}`, null, locale, CURRENCY);
  const product = page?.products.find(({ id }) => id === productIdOf(segment));
  if (!page || !product) return null;
  const { name: operator, country } = page.operator;
  const t = await getTranslations({ locale, namespace: "product" });
  const names = { operator, country: countryName(country, locale) };
  const title = t("metaTitle", { ...names, product: productTitle(product, operator, locale) });
  // A provider's own words may be in letters that no picture has: then its operator's stands for it.
  return canDraw(title) ? { title, country } : readCountry(locale, [countrySlug ?? "", operatorSlug ?? ""]);
};

const SHELVES: Record<string, Read> = { esim: readEsim, "gift-cards": readGift, bills: readBill };
const DEEPEST: Record<string, number> = { esim: 1, "gift-cards": 2, bills: 2 };

/** Titles of pages that are there whatever is sold. */
async function readTitle(locale: Locale, path: string): Promise<string | undefined> {
  const t = await getTranslations({ locale });
  const titles: Record<string, string> = {
    "": t("shop.title"),
    countries: t("catalog.countries.title"),
    help: t("shop.help.title"),
    request: t("request.title"),
    search: t("find.search.title"),
  };
  return titles[path];
}

/** The page of an address, in the words of its own title; null when there is no such page. */
export const readSharedPage: Read = async (locale, place) => {
  const [first = "", ...rest] = place;
  const title = rest.length === 0 ? await readTitle(locale, first) : undefined;
  if (title) return { title };
  const shelf = SHELVES[first];
  if (shelf) return rest.length <= (DEEPEST[first] ?? 0) ? shelf(locale, rest) : null;
  if (place.length > 3) return null;
  return place.length === 3 ? readProduct(locale, place) : readCountry(locale, place);
};
