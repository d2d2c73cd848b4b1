import type { Micros, Money } from "@/lib/core/money";
import {
  compareCosts,
  costOf,
  DEFAULT_MARGIN,
  orderAmountFor,
  priceQuote,
  type FxTable,
  type PriceParts,
} from "@/lib/pricing";
import type { SellableOffer } from "./read-offers";

/** An offer with what has to be ordered for a face value and what that costs. */
export interface CostedOffer {
  offer: SellableOffer;
  order: Money;
  cost: Micros;
}

/** Offers that can deliver the face value, cheapest first. */
export function costOffers(offers: SellableOffer[], face: Money, fx: FxTable): CostedOffer[] {
  const costed = offers.flatMap((offer) => {
    const order = orderAmountFor({ offer, face });
    return order ? [{ offer, order, cost: costOf(offer, order) }] : [];
  });
  return costed.sort(
    (a, b) => compareCosts(a.cost, b.cost, fx) || (a.offer.offerId < b.offer.offerId ? -1 : 1),
  );
}

/** The retail price of a face value through its cheapest offer; undefined when nobody delivers it or a rate is missing. */
export function priceProduct(input: {
  offers: SellableOffer[];
  face: Money;
  currency: string;
  fx: FxTable;
}): (CostedOffer & { price: PriceParts }) | undefined {
  const { face, currency, fx } = input;
  for (const costed of costOffers(input.offers, face, fx)) {
    const price = priceQuote({ cost: costed.cost, face, currency, fx, rule: DEFAULT_MARGIN });
    if (price) return { ...costed, price };
  }
  return undefined;
}
