import type { Ctx } from "@/db/context";
import { money, type Micros, type Money } from "@/lib/core/money";
import type { FxTable } from "@/lib/pricing";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";
import { meetsDemands } from "./demands-of";
import { timesOf, type FieldValues } from "./field-schema";
import type { Barred, Sellers } from "./judge-offer";
import { costOffers, type CostedOffer } from "./price-product";
import { readFxTable } from "./read-fx-table";
import { readOffers, type SellableOffer } from "./read-offers";

/** One way to deliver a face value now. */
export interface RoutableOffer {
  offerId: string;
  provider: ProviderName;
  kind: ProductKind;
  sku: string;
  providerOperatorId: string;
  /** Names of what it takes beside number and amount. */
  takes: string[];
  /** What is sent to the provider, in the offer's order currency. */
  order: Money;
  /** What it takes from our float. */
  cost: Micros;
  /** Its circuit is not closed: one order may try it. */
  onTrial: boolean;
}

export interface OffersFor {
  /** Those that can deliver it now, in the order in which they are taken. */
  able: RoutableOffer[];
  /** Those that are passed over, and why. */
  barred: (Pick<RoutableOffer, "offerId" | "provider"> & Barred)[];
  /** The rates they were compared by; none where all are paid from wallets of one currency. */
  fx: FxTable;
}

const NO_RATES: FxTable = { base: "USD", rates: {} };

/** Costs in one currency compare without rates, and so does an order with the largest its provider takes. */
function needsRates(sellers: Sellers, offers: SellableOffer[]): boolean {
  const wallets = new Set(offers.map(({ walletCurrency }) => walletCurrency));
  return (
    wallets.size > 1 ||
    offers.some(({ provider, orderCurrency }) => {
      const largest = sellers.get(provider)?.capabilities.largestOrder;
      return largest !== undefined && largest.currency !== orderCurrency;
    })
  );
}

function routable({ offer, order, cost }: CostedOffer, kind: ProductKind): RoutableOffer {
  const { offerId, provider, sku, providerOperatorId, requiredFields, optionalFields } = offer;
  return {
    offerId,
    provider,
    kind,
    sku,
    providerOperatorId,
    takes: [...requiredFields, ...optionalFields],
    order,
    cost,
    onTrial: offer.standing.restsMs !== null,
  };
}

export interface OffersWish {
  productId: string;
  /** Of all that is bought at once. */
  face: Money;
  /** What was typed for it: an offer that wants more is not among them. */
  fields?: FieldValues;
  /** E.164: some bundles are for some numbers alone. */
  number?: string | null;
  /** The only provider that can do it, where there is just one. */
  via?: string | null;
}

/** Offers for the face value of a product whose demands are met, judged and ranked by what is known now. */
export async function listOffersFor(
  ctx: Ctx & { providers: Sellers },
  { productId, face, fields = {}, number, via }: OffersWish,
): Promise<OffersFor> {
  const [found] = await readOffers(ctx, { productId, number, via });
  if (!found) return { able: [], barred: [], fx: NO_RATES };
  const offers = found.offers.filter((offer) => meetsDemands(offer, fields));
  const fx = needsRates(ctx.providers, offers) ? await readFxTable(ctx) : NO_RATES;
  const times = timesOf(fields);
  const one = money(face.minor / times, face.currency);
  const { able, barred } = costOffers({ offers, face: one, times, fx, sellers: ctx.providers });
  return {
    able: able.map((costed) => routable(costed, found.product.kind)),
    barred: barred.map(({ offer, barred: why }) => ({
      offerId: offer.offerId,
      provider: offer.provider,
      ...why,
    })),
    fx,
  };
}
