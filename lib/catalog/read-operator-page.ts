import type { Ctx } from "@/db/context";
import { countryOfSlug } from "@/lib/phone/country-slug";
import type { ProductKind } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { readPricing } from "./read-pricing";
import { readOffers } from "./read-offers";
import { listOperatorsOf } from "./read-operators";
import { readRecipientRow } from "./read-recipient";
import { viewProduct } from "./view-product";
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

/**
 * What an operator's page shows, priced in the buyer's currency; null when there is no such page.
 * @param input.locale language of the products' names; @param input.to token of the number it is for: bundles that are sold to it alone are among them then
 */
export async function readOperatorPage(
  ctx: Ctx & { providers: Sellers },
  input: {
    countrySlug: string;
    operatorSlug: string;
    currency: string;
    to?: string | null;
    locale?: string;
  },
): Promise<OperatorPage | null> {
  const country = countryOfSlug(input.countrySlug);
  if (!country) return null;
  const [operators, recipient] = await Promise.all([
    listOperatorsOf(ctx, { country }),
    input.to ? readRecipientRow(ctx, { token: input.to }) : null,
  ]);
  const operator = operators.find((candidate) => candidate.slug === input.operatorSlug);
  if (!operator) return null;
  const number = recipient?.country === country ? recipient.number : null;
  const [found, prices] = await Promise.all([
    readOffers(ctx, { operatorId: operator.id, number }),
    readPricing(ctx),
  ]);
  const pricing = { currency: input.currency, ...prices, sellers: ctx.providers, locale: input.locale };
  return {
    operator,
    products: found
      .flatMap(({ product, offers }) => viewProduct({ product, offers, ...pricing }) ?? [])
      .sort(inReadingOrder),
    others: operators.filter((other) => other !== operator),
  };
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
