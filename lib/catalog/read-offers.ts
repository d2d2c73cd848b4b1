import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Ctx } from "@/db/context";
import { partOf } from "@/db/row-of";
import { prepareSelect } from "@/db/run-statement";
import {
  numberBundles,
  offers,
  operators,
  products,
  providerStates,
  supplyCircuits,
  supplyHealth,
} from "@/db/schema";
import type { OfferTerms } from "@/lib/pricing";
import type { Benefits, ProductKind, ProviderName, ProviderOffer } from "@/lib/providers/spec";
import { NOT_ASKED } from "./demands-of";
import type { Standing } from "./judge-offer";

/** An active offer of a product on sale, and how its provider stands for its operator at this moment. */
export interface SellableOffer extends OfferTerms {
  offerId: string;
  provider: ProviderName;
  sku: string;
  providerOperatorId: string;
  /** Names of what it cannot be ordered without, and of what may be said. */
  requiredFields: string[];
  optionalFields: string[];
  /** Percent that the recipient's country takes before it arrives. */
  takenPercent: string | null;
  standing: Standing;
}

export type RecipientSort = ProviderOffer["recipient"];

export interface SellableProduct {
  id: string;
  operatorId: string;
  country: string;
  kind: ProductKind;
  recipient: RecipientSort;
  benefits: Benefits | null;
  description: string;
  /** What it is called in other languages, by locale. */
  texts: Record<string, string>;
  popular: boolean;
  denomination: "fixed" | "range";
  currency: string;
  faceMinor: number | null;
  minMinor: number | null;
  maxMinor: number | null;
}

const sold = and(eq(products.enabled, true), eq(products.available, true));

/** What an operator's page sells: to a phone, or to an e-mail address that is credited like one. */
export const onSale: SQL | undefined = and(sold, inArray(products.recipient, ["number", "email"]));

/** An offer that can be ordered at all: what nobody can be asked for keeps it off. */
const orderable: SQL | undefined = and(
  eq(offers.active, true),
  sql.raw(`not (offers.required_fields ?| array[${NOT_ASKED.map((name) => `'${name}'`).join(", ")}])`),
);

/** What is sold to some numbers alone is on sale for those that were told so. */
const forNumber = sql`(not ${offers.perNumber} or ${offers.id} in (
  select unnest(${numberBundles.offerIds}) from ${numberBundles} where ${numberBundles.number} = ${sql.placeholder("number")}))`;

const product = {
  id: products.id,
  operatorId: products.operatorId,
  country: operators.country,
  kind: products.kind,
  recipient: products.recipient,
  benefits: products.benefits,
  description: products.description,
  // What staff call it counts in every language.
  texts: sql`case when ${products.ownWords} is null then ${products.texts} else '{}'::jsonb end`,
  popular: products.popular,
  denomination: products.denomination,
  currency: products.currency,
  faceMinor: products.faceMinor,
  minMinor: products.minMinor,
  maxMinor: products.maxMinor,
};

const offer = {
  offerId: offers.id,
  provider: sql<ProviderName>`${offers.provider}`,
  sku: offers.sku,
  providerOperatorId: offers.providerOperatorId,
  requiredFields: offers.requiredFields,
  optionalFields: offers.optionalFields,
  takenPercent: offers.takenPercent,
  orderCurrency: offers.orderCurrency,
  orderMinor: offers.orderMinor,
  orderMinMinor: offers.orderMinMinor,
  orderMaxMinor: offers.orderMaxMinor,
  orderStepMinor: offers.orderStepMinor,
  faceCurrency: products.currency,
  faceMinMinor: offers.faceMinMinor,
  faceMaxMinor: offers.faceMaxMinor,
  facePerOrderUnit: offers.facePerOrderUnit,
  walletCurrency: offers.walletCurrency,
  orderUnitsPerWalletUnit: offers.orderUnitsPerWalletUnit,
  discountPercent: offers.discountPercent,
  feePercent: offers.feePercent,
  flatFeeMinor: offers.flatFeeMinor,
};

const untilMs = (moment: unknown): SQL =>
  sql`(greatest(0, extract(epoch from ${moment} - app_now())) * 1000)::float8`;

const ruled = (effect: "pin" | "exclude"): SQL => sql`exists (
  select 1 from supply_rules rule where rule.effect = ${sql.raw(`'${effect}'`)} and rule.provider = ${offers.provider}
    and (rule.until is null or rule.until > app_now())
    and (rule.country is null or rule.country = ${operators.country})
    and (rule.operator_id is null or rule.operator_id = ${products.operatorId})
    and (rule.kind is null or rule.kind = ${products.kind}))`;

/** Rows of supply that a reading of offers brings along, so that price and route are made of the same facts in one statement. */
const standing = {
  switchedOn: providerStates.switchedOn,
  pausedMs: untilMs(providerStates.pausedUntil),
  restsMs: sql`case when ${supplyCircuits.state} <> 'closed' then ${untilMs(supplyCircuits.retryAt)} end`,
  floatMicros: sql`case when ${providerStates.floatUntil} > app_now()
    then (${providerStates.floatMicros} - ${providerStates.floatClaimedMicros})::float8 end`,
  floatCurrency: providerStates.floatCurrency,
  pinned: ruled("pin"),
  excluded: ruled("exclude"),
  delivered: supplyHealth.delivered,
  failed: supplyHealth.failed,
  p50Ms: supplyHealth.p50Ms,
};

const productPart = partOf<SellableProduct>(product);
const offerPart = partOf<Omit<SellableOffer, "standing">>(offer);
const standingPart = partOf<Standing>(standing);

const offersWhere = (which: SQL) =>
  new QueryBuilder()
    .select({ product, offer, standing })
    .from(products)
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .innerJoin(offers, and(eq(offers.productId, products.id), orderable, forNumber))
    .leftJoin(providerStates, eq(providerStates.provider, offers.provider))
    .leftJoin(
      supplyCircuits,
      and(eq(supplyCircuits.provider, offers.provider), eq(supplyCircuits.operatorId, products.operatorId)),
    )
    .leftJoin(
      supplyHealth,
      and(eq(supplyHealth.provider, offers.provider), eq(supplyHealth.operatorId, products.operatorId)),
    )
    .where(and(sold, eq(operators.enabled, true), which));

const ofOperator = prepareSelect(
  offersWhere(sql`${products.operatorId} = ${sql.placeholder("operatorId")} and ${onSale}`),
);
const ofBiller = prepareSelect(
  offersWhere(sql`${products.operatorId} = ${sql.placeholder("billerId")} and ${products.kind} = 'bill'`),
);
const ofGoods = prepareSelect(
  offersWhere(
    sql`${products.operatorId} = ${sql.placeholder("goodsOf")} and ${products.kind} in ('esim', 'gift-card') and ${products.recipient} = 'none'`,
  ),
);
const ofEsims = prepareSelect(offersWhere(sql`${products.kind} = 'esim' and ${products.recipient} = 'none'`));
const ofScope = prepareSelect(
  offersWhere(sql`(${sql.placeholder("operatorId")}::uuid is null or ${products.operatorId} = ${sql.placeholder("operatorId")}::uuid)
    and (${sql.placeholder("country")}::text is null or ${operators.country} = ${sql.placeholder("country")}::text)
    and (${sql.placeholder("kind")}::text is null or ${products.kind} = ${sql.placeholder("kind")}::text)`),
);
const ofProduct = prepareSelect(offersWhere(eq(products.id, sql.placeholder("productId"))));

/** Whose offers are read; with a number also those that are for it alone. */
export type OffersOf = (
  | { operatorId: string }
  | { billerId: string }
  /** A brand of gift cards, or a place that eSIMs are good for. */
  | { goodsOf: string }
  | { everyEsim: true }
  /** Everything on sale that it names; what it leaves null is all. */
  | { scope: { operatorId: string | null; country: string | null; kind: string | null } }
  | { productId: string }
) & {
  number?: string | null | undefined;
  /** The only provider whose offers count. */
  via?: string | null | undefined;
};

function readRows(ctx: Ctx, of: OffersOf) {
  const number = of.number ?? null;
  if ("operatorId" in of) return ofOperator(ctx, { operatorId: of.operatorId, number });
  if ("billerId" in of) return ofBiller(ctx, { billerId: of.billerId, number });
  if ("goodsOf" in of) return ofGoods(ctx, { goodsOf: of.goodsOf, number });
  if ("everyEsim" in of) return ofEsims(ctx, { number });
  if ("scope" in of) return ofScope(ctx, { ...of.scope, number });
  return ofProduct(ctx, { productId: of.productId, number });
}

/** Products on sale with the offers behind them, of one operator, biller or product; whether an offer can deliver now, `judgeOffer` says. */
export async function readOffers(
  ctx: Ctx,
  of: OffersOf,
): Promise<{ product: SellableProduct; offers: SellableOffer[] }[]> {
  const rows = await readRows(ctx, of);
  const found = new Map<string, { product: SellableProduct; offers: SellableOffer[] }>();
  for (const row of rows) {
    const read = productPart.read(row);
    const one = offerPart.read(row, productPart.width);
    if (of.via && one.provider !== of.via) continue;
    const entry = found.get(read.id) ?? { product: read, offers: [] };
    entry.offers.push({
      ...one,
      standing: standingPart.read(row, productPart.width + offerPart.width),
    });
    found.set(read.id, entry);
  }
  return [...found.values()];
}
