import { and, eq, sql, type SQL } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Ctx } from "@/db/context";
import { partOf } from "@/db/row-of";
import { prepareSelect } from "@/db/run-statement";
import { offers, operators, products, providerStates } from "@/db/schema";
import type { OfferTerms } from "@/lib/pricing";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";

/** An active offer of a product on sale, from a provider that is not paused. */
export interface SellableOffer extends OfferTerms {
  offerId: string;
  provider: ProviderName;
  sku: string;
  providerOperatorId: string;
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

const productPart = partOf<SellableProduct>(product);
const offerPart = partOf<SellableOffer>(offer);

const offersWhere = (which: SQL) =>
  new QueryBuilder()
    .select({ product, offer, paused: sql<boolean>`${providerStates.provider} is not null` })
    .from(products)
    .innerJoin(operators, eq(operators.id, products.operatorId))
    .innerJoin(
      offers,
      and(eq(offers.productId, products.id), eq(offers.active, true), sql`${offers.requiredFields} = '[]'`),
    )
    .leftJoin(
      providerStates,
      and(eq(providerStates.provider, offers.provider), sql`${providerStates.pausedUntil} > app_now()`),
    )
    .where(and(onSale, eq(operators.enabled, true), which));

const ofOperator = prepareSelect(offersWhere(eq(products.operatorId, sql.placeholder("operatorId"))));
const ofProduct = prepareSelect(offersWhere(eq(products.id, sql.placeholder("productId"))));

/**
 * Products on sale with the offers that can serve them, of one operator or one product. A product none of whose offers can
 * deliver now is listed without offers.
 */
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
    if (row.at(-1) !== true) entry.offers.push(offerPart.read(row, productPart.width));
    found.set(read.id, entry);
  }
  return [...found.values()];
}
