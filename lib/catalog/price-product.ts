import { micros, money, type Micros, type Money } from "@/lib/core/money";
import {
  chooseRule,
  costOf,
  orderAmountFor,
  priceQuote,
  type FxTable,
  type PriceBook,
  type PriceParts,
} from "@/lib/pricing";
import { judgeOffer, rankOffers, type Barred, type Sellers } from "./judge-offer";
import type { SellableOffer, SellableProduct } from "./read-offers";

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

/** What chooses the rule, besides the offer and its cost. */
export type RuledBy = Pick<SellableProduct, "operatorId" | "country" | "kind">;

interface Ruled {
  product: RuledBy;
  book: PriceBook;
  currency: string;
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
export function priceProduct(input: Choosing & Ruled): (CostedOffer & { price: PriceParts }) | undefined {
  return priceFirst(input, costOffers(input).able);
}

/** The price through one offer, by the rule that is for it. */
export function priceCosted(
  { face, times = 1, currency, fx, book, product }: Pick<Choosing, "face" | "times" | "fx"> & Ruled,
  { offer, cost }: CostedOffer,
): PriceParts | undefined {
  const { operatorId, country, kind } = product;
  const rule = chooseRule(book.rules, { operatorId, country, kind, provider: offer.provider, cost }, fx);
  return (
    rule &&
    priceQuote({
      cost,
      face: money(face.minor * times, face.currency),
      currency,
      fx,
      rule,
      rounding: book.rounding[currency],
      spreadPercent: book.spreadPercent,
      cardFee: book.cardFee,
    })
  );
}

/** The same for offers that were costed before, in the order in which they are taken. */
export function priceFirst(
  input: Pick<Choosing, "face" | "times" | "fx"> & Ruled,
  able: CostedOffer[],
): (CostedOffer & { price: PriceParts }) | undefined {
  for (const costed of able) {
    const price = priceCosted(input, costed);
    if (price) return { ...costed, price };
  }
  return undefined;
}
