import type { Micros, Money } from "@/lib/core/money";
import {
  costOf,
  DEFAULT_MARGIN,
  orderAmountFor,
  priceQuote,
  type FxTable,
  type PriceParts,
} from "@/lib/pricing";
import { judgeOffer, rankOffers, type Barred, type Sellers } from "./judge-offer";
import type { SellableOffer } from "./read-offers";

/** An offer with what has to be ordered for a face value and what that costs. */
export interface CostedOffer {
  offer: SellableOffer;
  order: Money;
  cost: Micros;
}

export interface CostedOffers {
  /** Those that can deliver it now, in the order in which they are taken. */
  able: CostedOffer[];
  barred: (CostedOffer & { barred: Barred })[];
}

interface Choosing {
  offers: SellableOffer[];
  face: Money;
  fx: FxTable;
  sellers: Sellers;
}

/** Offers whose terms fit the face value, in the order in which they are taken, and those that are passed over now. */
export function costOffers({ offers, face, fx, sellers }: Choosing): CostedOffers {
  const able: CostedOffer[] = [];
  const barred: CostedOffers["barred"] = [];
  for (const offer of offers) {
    const order = orderAmountFor({ offer, face });
    if (!order) continue;
    const costed = { offer, order, cost: costOf(offer, order) };
    const why = judgeOffer(costed, sellers, fx);
    if (why) barred.push({ ...costed, barred: why });
    else able.push(costed);
  }
  return { able: rankOffers(able, sellers, fx), barred };
}

/** The retail price of a face value through the offer that would be taken now; undefined when nobody delivers it or a rate is missing. */
export function priceProduct(
  input: Choosing & { currency: string },
): (CostedOffer & { price: PriceParts }) | undefined {
  const { face, currency, fx } = input;
  for (const costed of costOffers(input).able) {
    const price = priceQuote({ cost: costed.cost, face, currency, fx, rule: DEFAULT_MARGIN });
    if (price) return { ...costed, price };
  }
  return undefined;
}
