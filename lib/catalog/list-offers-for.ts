import type { Ctx } from "@/db/context";
import type { Micros, Money } from "@/lib/core/money";
import type { FxTable } from "@/lib/pricing";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";
import { costOffers } from "./price-product";
import { readFxTable } from "./read-fx-table";
import { readOffers } from "./read-offers";

/** One way to deliver a face value now. */
export interface RoutableOffer {
  offerId: string;
  provider: ProviderName;
  kind: ProductKind;
  sku: string;
  providerOperatorId: string;
  /** What is sent to the provider, in the offer's order currency. */
  order: Money;
  /** What it takes from our float. */
  cost: Micros;
}

const NO_RATES: FxTable = { base: "USD", rates: {} };

/** Offers that can deliver the face value of a product now, cheapest first; empty when there is none. */
export async function listOffersFor(
  ctx: Ctx,
  { productId, face }: { productId: string; face: Money },
): Promise<RoutableOffer[]> {
  const [found] = await readOffers(ctx, { productId });
  if (!found) return [];
  // Costs in one currency compare without rates.
  const wallets = new Set(found.offers.map(({ walletCurrency }) => walletCurrency));
  const fx = wallets.size > 1 ? await readFxTable(ctx) : NO_RATES;
  return costOffers(found.offers, face, fx).map(({ offer, order, cost }) => ({
    offerId: offer.offerId,
    provider: offer.provider,
    kind: found.product.kind,
    sku: offer.sku,
    providerOperatorId: offer.providerOperatorId,
    order,
    cost,
  }));
}
