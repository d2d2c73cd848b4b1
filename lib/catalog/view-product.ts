import { money } from "@/lib/core/money";
import { langIn, nameIn } from "@/lib/providers/parcel-of";
import { suggestAmounts } from "@/lib/pricing";
import { demandsOf, leastDemands } from "./demands-of";
import type { Sellers } from "./judge-offer";
import { costOffers, priceFirst, type CostedOffer } from "./price-product";
import type { SellableOffer, SellableProduct } from "./read-offers";
import type { Pricing } from "./read-pricing";
import type { ProductView } from "./types";

interface Priceable extends Pricing {
  product: SellableProduct;
  offers: SellableOffer[];
  currency: string;
  sellers: Sellers;
  /** Language of its name; English without. */
  locale?: string | undefined;
}

/** A product as pages show it, priced; undefined when nothing of it can be delivered or priced now. */
export function viewProduct(input: Priceable): ProductView | undefined {
  const { id, kind, popular, recipient, benefits, denomination, description: words } = input.product;
  const description = nameIn(input.product, input.locale);
  const view = denomination === "fixed" ? fixedChoice(input) : rangeChoice(input);
  if (!view) return undefined;
  const { choice, able } = view;
  const asked = leastDemands(able);
  const fields = asked ? demandsOf(input.product, asked) : [];
  const lang = langIn(input.product, input.locale);
  const dialled = recipient === "number";
  return { id, kind, description, lang, words, popular, dialled, benefits, fields, choice };
}

interface Choice {
  choice: ProductView["choice"];
  able: CostedOffer[];
}

/** Offers that ask the least: their price is shown, for what else is asked may never be typed. */
function least(able: CostedOffer[]): CostedOffer[] {
  const few = leastDemands(able)?.requiredFields.length ?? 0;
  return able.filter(({ offer }) => offer.requiredFields.length <= few);
}

function fixedChoice({ product, ...rest }: Priceable): Choice | undefined {
  if (product.faceMinor === null) return undefined;
  const face = money(product.faceMinor, product.currency);
  const able = least(costOffers({ ...rest, face }).able);
  const priced = priceFirst({ ...rest, product, face }, able);
  return priced && { choice: { type: "fixed", face, price: priced.price.total }, able };
}

function rangeChoice({ product, ...rest }: Priceable): Choice | undefined {
  if (product.minMinor === null || product.maxMinor === null) return undefined;
  const min = money(product.minMinor, product.currency);
  const max = money(product.maxMinor, product.currency);
  const found: CostedOffer[] = [];
  const suggested = suggestAmounts({ min, max, fx: rest.fx }).flatMap((face) => {
    const able = least(costOffers({ ...rest, face }).able);
    const priced = priceFirst({ ...rest, product, face }, able);
    found.push(...able);
    return priced ? [{ face, price: priced.price.total }] : [];
  });
  return suggested.length > 0 ? { choice: { type: "range", min, max, suggested }, able: found } : undefined;
}
