import type { Ctx } from "@/db/context";
import { money } from "@/lib/core/money";
import { countryOfSlug } from "@/lib/phone/country-slug";
import { suggestAmounts, type FxTable } from "@/lib/pricing";
import type { ProductKind } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { priceProduct } from "./price-product";
import { readFxTable } from "./read-fx-table";
import { readOffers, type SellableOffer, type SellableProduct } from "./read-offers";
import { listOperatorsOf } from "./read-operators";
import type { OperatorView, ProductView } from "./types";

export interface OperatorPage {
  operator: OperatorView;
  /** By kind; within a kind ranges, then what is popular, then by face value. */
  products: ProductView[];
  /** The country's other operators, the most asked-for first. */
  others: OperatorView[];
}

const KINDS: readonly ProductKind[] = [
  "airtime",
  "bundle",
  "data",
  "plan",
  "pin",
  "esim",
  "gift-card",
  "bill",
];

/** What an operator's page shows, priced in the buyer's currency; null when there is no such page. */
export async function readOperatorPage(
  ctx: Ctx & { providers: Sellers },
  input: { countrySlug: string; operatorSlug: string; currency: string },
): Promise<OperatorPage | null> {
  const country = countryOfSlug(input.countrySlug);
  if (!country) return null;
  const operators = await listOperatorsOf(ctx, { country });
  const operator = operators.find((candidate) => candidate.slug === input.operatorSlug);
  if (!operator) return null;
  const [found, fx] = await Promise.all([readOffers(ctx, { operatorId: operator.id }), readFxTable(ctx)]);
  return {
    operator,
    products: found
      .flatMap(
        ({ product, offers }) =>
          viewProduct({ product, offers, currency: input.currency, fx, sellers: ctx.providers }) ?? [],
      )
      .sort(inReadingOrder),
    others: operators.filter((other) => other !== operator),
  };
}

interface Priceable {
  product: SellableProduct;
  offers: SellableOffer[];
  currency: string;
  fx: FxTable;
  sellers: Sellers;
}

/** Undefined when nothing of it can be delivered or priced now. */
export function viewProduct(input: Priceable): ProductView | undefined {
  const { id, kind, description, popular } = input.product;
  const choice = input.product.denomination === "fixed" ? fixedChoice(input) : rangeChoice(input);
  return choice && { id, kind, description, popular, choice };
}

function fixedChoice({ product, ...rest }: Priceable): ProductView["choice"] | undefined {
  if (product.faceMinor === null) return undefined;
  const face = money(product.faceMinor, product.currency);
  const priced = priceProduct({ ...rest, face });
  return priced && { type: "fixed", face, price: priced.price.total };
}

function rangeChoice({ product, ...rest }: Priceable): ProductView["choice"] | undefined {
  if (product.minMinor === null || product.maxMinor === null) return undefined;
  const min = money(product.minMinor, product.currency);
  const max = money(product.maxMinor, product.currency);
  const suggested = suggestAmounts({ min, max, fx: rest.fx }).flatMap((face) => {
    const priced = priceProduct({ ...rest, face });
    return priced ? [{ face, price: priced.price.total }] : [];
  });
  return suggested.length > 0 ? { type: "range", min, max, suggested } : undefined;
}

function inReadingOrder(a: ProductView, b: ProductView): number {
  const [first, second] = [a, b].map(({ choice }) => (choice.type === "range" ? -1 : choice.face.minor));
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    Number(b.choice.type === "range") - Number(a.choice.type === "range") ||
    Number(b.popular) - Number(a.popular) ||
    (first ?? 0) - (second ?? 0)
  );
}
