import { and, asc, desc, eq, sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { offers, operators, products } from "@/db/schema";
import type { Money } from "@/lib/core/money";
import { countryOfSlug, countrySlug } from "@/lib/phone/country-slug";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import type { FieldView } from "./field-schema";
import type { Sellers } from "./judge-offer";
import { readPricing } from "./read-pricing";
import { readOffers } from "./read-offers";
import { viewProduct } from "./view-product";
import type { GiftAmountView, GiftBrandView, ProductView } from "./types";

const sellsCards = sql`(select true from ${products} where ${and(
  eq(products.operatorId, operators.id),
  eq(products.kind, "gift-card"),
  eq(products.available, true),
  eq(products.enabled, true),
)} limit 1)`;

async function readBrands(ctx: Ctx, which?: SQL): Promise<GiftBrandView[]> {
  const rows = await ctx.db
    .select({ id: operators.id, name: operators.name, slug: operators.slug, country: operators.country })
    .from(operators)
    .where(and(which, eq(operators.sort, "brand"), eq(operators.enabled, true), sellsCards))
    .orderBy(desc(operators.popularity), asc(operators.name));
  return rows
    .filter(({ country }) => !isForbiddenDestination({ country }, ctx.policy))
    .map((row) => ({ ...row, countrySlug: countrySlug(row.country) ?? row.country.toLowerCase() }));
}

/** Every brand with gift cards on sale, of one country (ISO 3166 alpha-2) or of all, the most asked-for first. */
export async function listGiftBrands(ctx: Ctx, of: { country?: string } = {}): Promise<GiftBrandView[]> {
  return readBrands(ctx, of.country === undefined ? undefined : eq(operators.country, of.country));
}

/** One brand by its address; null when there is none. */
export async function findGiftBrand(
  ctx: Ctx,
  of: { countrySlug: string; brandSlug: string },
): Promise<GiftBrandView | null> {
  const country = countryOfSlug(of.countrySlug);
  if (!country) return null;
  const [brand] = await readBrands(
    ctx,
    and(eq(operators.country, country), eq(operators.slug, of.brandSlug)),
  );
  return brand ?? null;
}

export interface GiftBrandPage {
  brand: GiftBrandView;
  /** How its codes are used, and what sort of shop it is ("Gaming"), in a provider's words; empty where none says it. */
  redeem: string;
  category: string;
  /** Amounts to choose from, the smallest first; each once, at its lowest price. */
  amounts: GiftAmountView[];
  /** Any other amount within these bounds. */
  range: { productId: string; min: Money; max: Money; asks: FieldView[] } | null;
}

const amountsOf = ({ id, description: name, choice, fields: asks }: ProductView): GiftAmountView[] =>
  choice.type === "fixed"
    ? [{ productId: id, name, face: choice.face, price: choice.price, asks }]
    : choice.suggested.map(({ face, price }) => ({ productId: id, name, face, price, asks }));

/** The same amount of several products stands once: what asks for less goes before what costs less. */
function bestOfEach(amounts: GiftAmountView[]): GiftAmountView[] {
  const kept = new Map<string, GiftAmountView>();
  for (const amount of amounts) {
    const key = `${amount.name} ${amount.face.minor} ${amount.face.currency}`;
    const other = kept.get(key);
    if (!other || isBetter(amount, other)) kept.set(key, amount);
  }
  return [...kept.values()].sort(
    (a, b) =>
      (a.face.currency < b.face.currency ? -1 : 1) * Number(a.face.currency !== b.face.currency) ||
      a.face.minor - b.face.minor,
  );
}

const isBetter = (one: GiftAmountView, other: GiftAmountView): boolean =>
  one.asks.length < other.asks.length ||
  (one.asks.length === other.asks.length && one.price.minor < other.price.minor);

/** How a brand's cards are used: the longest words of its offers say the most. */
export async function readGiftUse(
  ctx: Ctx,
  operatorId: string,
): Promise<Pick<GiftBrandPage, "redeem" | "category">> {
  const longest = (column: "redeem" | "category") =>
    sql<string>`coalesce((array_agg(${offers[column]} order by length(${offers[column]}) desc, ${offers[column]}))[1], '')`;
  const [use] = await ctx.db
    .select({ redeem: longest("redeem"), category: longest("category") })
    .from(offers)
    .innerJoin(products, eq(products.id, offers.productId))
    .where(and(eq(products.operatorId, operatorId), eq(products.kind, "gift-card"), eq(offers.active, true)));
  return use ?? { redeem: "", category: "" };
}

/** What a brand's page shows, priced in the buyer's currency; null when there is no such page. */
export async function readGiftBrand(
  ctx: Ctx & { providers: Sellers },
  input: { countrySlug: string; brandSlug: string; currency: string },
): Promise<GiftBrandPage | null> {
  const brand = await findGiftBrand(ctx, input);
  if (!brand) return null;
  const [sold, prices] = await Promise.all([readOffers(ctx, { goodsOf: brand.id }), readPricing(ctx)]);
  const pricing = { currency: input.currency, ...prices, sellers: ctx.providers };
  const viewed = sold.flatMap((one) => viewProduct({ ...pricing, ...one }) ?? []);
  const open = viewed
    .filter(({ choice }) => choice.type === "range")
    .toSorted((a, b) => a.fields.length - b.fields.length)[0];
  const range = open?.choice.type === "range" ? open.choice : undefined;
  return {
    brand,
    ...(await readGiftUse(ctx, brand.id)),
    amounts: bestOfEach(viewed.flatMap(amountsOf)),
    range: open && range ? { productId: open.id, min: range.min, max: range.max, asks: open.fields } : null,
  };
}
