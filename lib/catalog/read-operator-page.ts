import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
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
  const sold = operators.find((candidate) => candidate.slug === input.operatorSlug);
  const operator = sold ?? (await readOffSale(ctx, { country, ...input }));
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

/** An operator that staff took off sale: its page stands and says so. */
async function readOffSale(
  ctx: Ctx,
  { country, countrySlug, operatorSlug }: { country: string; countrySlug: string; operatorSlug: string },
): Promise<OperatorView | null> {
  const [row] = await runStatement(
    ctx,
    (
      place,
    ) => `select id, name, slug from operators where country = ${place(country)} and slug = ${place(operatorSlug)}
      and sort = 'network' and not enabled and merged_into is null`,
  );
  return row
    ? { id: String(row[0]), name: String(row[1]), slug: String(row[2]), country, countrySlug }
    : null;
}

/** Slug of the operator that one was merged into; null when its address was never another's. */
export async function readMergedSlug(
  ctx: Ctx,
  { countrySlug, operatorSlug }: { countrySlug: string; operatorSlug: string },
): Promise<string | null> {
  const country = countryOfSlug(countrySlug);
  if (!country) return null;
  const [row] = await runStatement(
    ctx,
    (place) => `select kept.slug from operators o join operators kept on kept.id = o.merged_into
      where o.country = ${place(country)} and o.slug = ${place(operatorSlug)} and o.sort = 'network'`,
  );
  return row ? String(row[0]) : null;
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
