import { micros, money, type Micros, type Money } from "@/lib/core/money";
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
  /** Of one, where several are bought. */
  face: Money;
  /** How many times it is bought in one order: the months of a plan. */
  times?: number;
  fx: FxTable;
  sellers: Sellers;
}

const timesCost = (cost: Micros, times: number): Micros =>
  times === 1 ? cost : micros(cost.micros * times, cost.currency);

/** Offers whose terms fit the face value, in the order in which they are taken, and those that are passed over now. */
export function costOffers({ offers, face, times = 1, fx, sellers }: Choosing): CostedOffers {
  const able: CostedOffer[] = [];
  const barred: CostedOffers["barred"] = [];
  for (const offer of offers) {
    const order = orderAmountFor({ offer, face });
    if (!order) continue;
    const costed = { offer, order, cost: timesCost(costOf(offer, order), times) };
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
  return priceFirst(input, costOffers(input).able);
}

/** The same for offers that were costed before, in the order in which they are taken. */
export function priceFirst(
  { face, times = 1, currency, fx }: Pick<Choosing, "face" | "times" | "fx"> & { currency: string },
  able: CostedOffer[],
): (CostedOffer & { price: PriceParts }) | undefined {
  const whole = money(face.minor * times, face.currency);
  for (const costed of able) {
    const price = priceQuote({ cost: costed.cost, face: whole, currency, fx, rule: DEFAULT_MARGIN });
    if (price) return { ...costed, price };
  }
  return undefined;
}
