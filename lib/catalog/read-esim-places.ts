import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, products } from "@/db/schema";
import { groupBy } from "@/lib/core/group-by";
import { money, type Money } from "@/lib/core/money";
import { countrySlug } from "@/lib/phone/country-slug";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import type { ProviderName } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { priceProduct } from "./price-product";
import { readPricing, type Pricing } from "./read-pricing";
import { readOffers } from "./read-offers";
import { REGIONAL, type EsimPlaceView, type EsimPlanView } from "./types";

export interface EsimPlacePage {
  place: Pick<EsimPlaceView, "country" | "slug" | "region">;
  /** The cheapest first; empty when nothing can be delivered now. */
  plans: EsimPlanView[];
}

interface Place {
  operatorId: string;
  country: string;
  slug: string;
  /** Code of a region (UN M49); null for a country. */
  region: string | null;
}

type Sold = Awaited<ReturnType<typeof readOffers>>[number];

const sellsEsims = sql`(select true from ${products} where ${and(
  eq(products.operatorId, operators.id),
  eq(products.kind, "esim"),
  eq(products.available, true),
  eq(products.enabled, true),
)} limit 1)`;

/** Everything travel eSIMs are sold for. A country has as many rows as there are brands of them. */
async function readPlaces(ctx: Ctx): Promise<Place[]> {
  const rows = await ctx.db
    .select()
    .from(operators)
    .where(and(eq(operators.sort, "travel"), eq(operators.enabled, true), sellsEsims));
  return rows
    .filter(({ country }) => !isForbiddenDestination({ country }, ctx.policy))
    .map(({ id, country, slug, matchName }) =>
      country === REGIONAL
        ? { operatorId: id, country, slug, region: matchName }
        : { operatorId: id, country, slug: countrySlug(country) ?? country.toLowerCase(), region: null },
    );
}

/** Whether two places of eSIMs are the same one: a country has as many as there are brands. */
export async function isSameEsimPlace(ctx: Ctx, one: string, other: string): Promise<boolean> {
  const places = await readPlaces(ctx);
  const slugOf = (id: string) => places.find(({ operatorId }) => operatorId === id)?.slug;
  const slug = slugOf(one);
  return slug !== undefined && slug === slugOf(other);
}

/** Price of one gigabyte, rounded up; null where a plan has none. */
function pricePerGb(price: Money, dataGb: string | undefined): Money | null {
  const [whole = "0", part = ""] = (dataGb ?? "0").split(".");
  const thousandths = Number(whole) * 1000 + Number(part.slice(0, 3).padEnd(3, "0"));
  return thousandths > 0 ? money(Math.ceil((price.minor * 1000) / thousandths), price.currency) : null;
}

interface Selling extends Pricing {
  currency: string;
  sellers: Sellers;
}

/** Undefined when nobody can deliver it now. */
function viewPlan({ product, offers }: Sold, pricing: Selling): EsimPlanView | undefined {
  const { id, faceMinor, currency, benefits, description } = product;
  if (faceMinor === null) return undefined;
  const priced = priceProduct({ ...pricing, product, offers, face: money(faceMinor, currency) });
  if (!priced) return undefined;
  const price = priced.price.total;
  return {
    productId: id,
    description,
    dataGb: benefits?.dataGb ?? null,
    validityDays: benefits?.validityDays ?? null,
    minutes: benefits?.minutes ?? null,
    sms: benefits?.sms ?? null,
    price,
    perGb: pricePerGb(price, benefits?.dataGb),
  };
}

const inReadingOrder = (a: EsimPlanView, b: EsimPlanView): number =>
  Number(a.dataGb ?? 0) - Number(b.dataGb ?? 0) ||
  (a.validityDays ?? 0) - (b.validityDays ?? 0) ||
  a.price.minor - b.price.minor;

const sameThing = ({ dataGb, validityDays, minutes, sms, description }: EsimPlanView): string =>
  dataGb === null ? description : [dataGb, validityDays, minutes, sms].join();

/** What is the same to who buys it stands once, at the lowest price. */
function cheapestOfEach(plans: EsimPlanView[]): EsimPlanView[] {
  const kept = new Map<string, EsimPlanView>();
  for (const plan of plans) {
    const other = kept.get(sameThing(plan));
    if (!other || plan.price.minor < other.price.minor) kept.set(sameThing(plan), plan);
  }
  return [...kept.values()].sort(inReadingOrder);
}

/**
 * Every country and region that an eSIM can be bought for now, with how many plans there are and what they cost from, in the buyer's currency.
 */
export async function listEsimPlaces(
  ctx: Ctx & { providers: Sellers },
  { currency }: { currency: string },
): Promise<EsimPlaceView[]> {
  const [places, sold, prices] = await Promise.all([
    readPlaces(ctx),
    readOffers(ctx, { everyEsim: true }),
    readPricing(ctx),
  ]);
  const byOperator = groupBy(sold, ({ product }) => product.operatorId);
  const pricing = { currency, ...prices, sellers: ctx.providers };
  const bySlug = groupBy(places, ({ slug }) => slug);
  return [...bySlug].flatMap(([slug, rows]) => {
    const found = rows.flatMap(({ operatorId }) => byOperator.get(operatorId) ?? []);
    const plans = cheapestOfEach(found.flatMap((one) => viewPlan(one, pricing) ?? []));
    const [first] = rows;
    const from = plans.map(({ price }) => price).reduce<Money | undefined>(lower, undefined);
    if (!first || !from) return [];
    return [{ country: first.country, region: first.region, slug, plans: plans.length, from }];
  });
}

const lower = (least: Money | undefined, price: Money): Money =>
  least && least.minor <= price.minor ? least : price;

/** Plans of one country or region; null when no eSIM was ever sold there. @param input.through the only provider that can do it, of an eSIM that is topped up */
export async function readEsimPlace(
  ctx: Ctx & { providers: Sellers },
  input: { slug: string; currency: string; through?: ProviderName },
): Promise<EsimPlacePage | null> {
  const rows = (await readPlaces(ctx)).filter(({ slug }) => slug === input.slug);
  const [first] = rows;
  if (!first) return null;
  const [sold, prices] = await Promise.all([
    Promise.all(rows.map(({ operatorId }) => readOffers(ctx, { goodsOf: operatorId, via: input.through }))),
    readPricing(ctx),
  ]);
  const pricing = { currency: input.currency, ...prices, sellers: ctx.providers };
  const plans = sold.flat().flatMap((one) => viewPlan(one, pricing) ?? []);
  const { country, region, slug } = first;
  return { place: { country, region, slug }, plans: cheapestOfEach(plans) };
}
