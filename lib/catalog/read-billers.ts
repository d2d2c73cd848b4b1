import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, products } from "@/db/schema";
import { countryOfSlug, countrySlug } from "@/lib/phone/country-slug";
import { tellersOf, type BillTellers } from "./fetch-bill";
import type { Sellers } from "./judge-offer";
import { readPricing } from "./read-pricing";
import { readOffers } from "./read-offers";
import type { BillerView, ProductView } from "./types";
import { viewProduct } from "./view-product";

export interface BillerPage {
  biller: BillerView;
  /** What can be paid: named packages by amount, or ranges; empty when nothing can be paid now. */
  products: ProductView[];
  /** Somebody can be asked what is due on an account. */
  tells: boolean;
}

/** Written so that PostgreSQL asks the index once a biller. */
const isPaid = sql`(select true from ${products} where ${products.operatorId} = ${operators.id}
  and ${products.kind} = 'bill' and ${products.enabled} and ${products.available} limit 1)`;
async function readBillers(ctx: Ctx, which: SQL): Promise<BillerView[]> {
  const rows = await ctx.db
    .select({
      id: operators.id,
      name: operators.name,
      slug: operators.slug,
      country: operators.country,
    })
    .from(operators)
    .where(and(eq(operators.sort, "biller"), eq(operators.enabled, true), which, isPaid))
    .orderBy(asc(operators.country), asc(operators.name));
  return rows.map((row) => ({
    ...row,
    countrySlug: countrySlug(row.country) ?? row.country.toLowerCase(),
  }));
}

/** Who can be paid, everywhere or in one country (ISO 3166 alpha-2), by country and name. */
export async function listBillers(ctx: Ctx, where: { country?: string } = {}): Promise<BillerView[]> {
  const which = where.country ? eq(operators.country, where.country) : sql`true`;
  return readBillers(ctx, which);
}

/** A biller with what can be paid to it, priced in the buyer's currency; null when there is none of that address. */
export async function readBiller(
  ctx: Ctx & { providers: Sellers & BillTellers },
  input: { countrySlug: string; billerSlug: string; currency: string },
): Promise<BillerPage | null> {
  const country = countryOfSlug(input.countrySlug);
  if (!country) return null;
  const which = sql`${operators.country} = ${country} and ${operators.slug} = ${input.billerSlug}`;
  const [found] = await readBillers(ctx, which);
  if (!found) return null;
  const [sold, prices] = await Promise.all([readOffers(ctx, { billerId: found.id }), readPricing(ctx)]);
  const pricing = { currency: input.currency, ...prices, sellers: ctx.providers };
  const payable = sold
    .flatMap(({ product, offers: behind }) => viewProduct({ product, offers: behind, ...pricing }) ?? [])
    .sort((a, b) => leastOf(a) - leastOf(b));
  const tells = sold.some(({ offers }) => tellersOf(ctx, offers).length > 0);
  return { biller: found, products: payable, tells };
}

const leastOf = ({ choice }: ProductView): number =>
  choice.type === "range" ? choice.min.minor : choice.face.minor;
