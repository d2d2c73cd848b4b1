import { and, eq, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Ctx } from "@/db/context";
import { partOf } from "@/db/row-of";
import { prepareSelect } from "@/db/run-statement";
import { offers, operators, products, providerStates, supplyCircuits, supplyHealth } from "@/db/schema";
import type { OfferTerms } from "@/lib/pricing";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";
import type { Standing } from "./judge-offer";

/** An active offer of a product on sale, and how its provider stands for its operator at this moment. */
export interface SellableOffer extends OfferTerms {
  offerId: string;
  provider: ProviderName;
  sku: string;
  providerOperatorId: string;
  standing: Standing;
}

export interface SellableProduct {
  id: string;
  operatorId: string;
  country: string;
  kind: ProductKind;
  description: string;
  popular: boolean;
  denomination: "fixed" | "range";
  currency: string;
  faceMinor: number | null;
  minMinor: number | null;
  maxMinor: number | null;
}

/** What the shop can sell today: to a phone number, with no field that we do not ask for. */
export const onSale: SQL | undefined = and(
  eq(products.enabled, true),
  eq(products.available, true),
  eq(products.recipient, "number"),
);

const product = {
  id: products.id,
  operatorId: products.operatorId,
  country: operators.country,
  kind: products.kind,
  description: products.description,
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
    .innerJoin(
      offers,
      and(eq(offers.productId, products.id), eq(offers.active, true), sql`${offers.requiredFields} = '[]'`),
    )
    .leftJoin(providerStates, eq(providerStates.provider, offers.provider))
    .leftJoin(
      supplyCircuits,
      and(eq(supplyCircuits.provider, offers.provider), eq(supplyCircuits.operatorId, products.operatorId)),
    )
    .leftJoin(
      supplyHealth,
      and(eq(supplyHealth.provider, offers.provider), eq(supplyHealth.operatorId, products.operatorId)),
    )
    .where(and(onSale, eq(operators.enabled, true), which));

const ofOperator = prepareSelect(offersWhere(eq(products.operatorId, sql.placeholder("operatorId"))));
const ofProduct = prepareSelect(offersWhere(eq(products.id, sql.placeholder("productId"))));

/** Products on sale with the offers behind them, of one operator or one product; whether an offer can deliver now, `judgeOffer` says. */
export async function readOffers(
  ctx: Ctx,
  of: { operatorId: string } | { productId: string },
): Promise<{ product: SellableProduct; offers: SellableOffer[] }[]> {
  const rows =
    "operatorId" in of
      ? await ofOperator(ctx, { operatorId: of.operatorId })
      : await ofProduct(ctx, { productId: of.productId });
  const found = new Map<string, { product: SellableProduct; offers: SellableOffer[] }>();
  for (const row of rows) {
    const read = productPart.read(row);
    const entry = found.get(read.id) ?? { product: read, offers: [] };
    entry.offers.push({
      ...offerPart.read(row, productPart.width),
      standing: standingPart.read(row, productPart.width + offerPart.width),
    });
    found.set(read.id, entry);
  }
  return [...found.values()];
}
