import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { money, type Micros, type Money } from "@/lib/core/money";
import { takenTax, type PriceParts, type TakenTax } from "@/lib/pricing";
import { mayHaveItsLike } from "@/lib/providers/parcel-of";
import type { Benefits, ProductKind } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { priceProduct } from "./price-product";
import { readPricing, type Pricing } from "./read-pricing";
import { readOffers, type SellableOffer, type SellableProduct } from "./read-offers";
import { readOperators } from "./read-operators";
import type { OperatorView } from "./types";

/** What another operator delivers for the money that is held already. */
export interface Exchange {
  operator: OperatorView;
  productId: string;
  offerId: string;
  /** What names it, where a package arrives. */
  product: Pick<SellableProduct, "kind" | "description" | "texts" | "benefits">;
  /** What arrives: as much as before, or as much as the money buys there. */
  face: Money;
  /** What the recipient's country takes before that arrives. */
  taken: TakenTax | null;
  /** How it would be priced if it were bought anew. */
  price: PriceParts;
  cost: Micros;
}

export interface ExchangeWish {
  /** The product it takes the place of. */
  productId: string;
  /** ISO 3166 alpha-2, of the number. */
  country: string;
  face: Money;
  /** What is held for it. */
  total: Money;
  number: string;
}

/** What was chosen, as far as another product is compared with it. */
interface Chosen {
  kind: ProductKind;
  benefits: Benefits | null;
}

interface Market extends Pricing {
  wish: ExchangeWish;
  chosen: Chosen;
  sellers: Sellers;
  /** Up to so much above the total the shop bears itself, so that the buyer gets what they chose. */
  mostMinor: number;
}

/** What the money buys of a face value that costs more, in whole units. The fee is the same for any amount: what is left of the money counts. */
function lessFor(faceMinor: number, by: { price: PriceParts; total: Money; currency: string }): number {
  const { price, total, currency } = by;
  const whole = 10n ** BigInt(currencyExponent(currency));
  const [have, need] = [total.minor - price.fee.minor, price.total.minor - price.fee.minor].map(BigInt);
  if (!have || !need || have <= 0n) return 0;
  return Number(((BigInt(faceMinor) * have) / (need * whole)) * whole);
}

/** Face values worth trying: what was chosen, else what the same money buys at that price, in whole units of the currency. */
function facesOf(
  product: SellableProduct,
  { wish }: Market,
  priceAt: (face: Money) => PriceParts | undefined,
): Money[] {
  const { currency } = wish.face;
  if (product.denomination === "fixed")
    return product.faceMinor !== null && product.faceMinor <= wish.face.minor
      ? [money(product.faceMinor, currency)]
      : [];
  if (product.minMinor === null || product.maxMinor === null) return [];
  const most = Math.min(wish.face.minor, product.maxMinor);
  const price = priceAt(money(most, currency));
  const less = price && lessFor(most, { price, total: wish.total, currency });
  return [most, ...(less ? [less] : [])]
    .filter((minor) => minor >= (product.minMinor ?? 0) && minor > 0)
    .map((minor) => money(minor, currency));
}

function exchangeOf(
  market: Market,
  { product, offers }: { product: SellableProduct; offers: SellableOffer[] },
): Omit<Exchange, "operator"> | undefined {
  const { fx, book, sellers, wish, mostMinor } = market;
  const free = offers.filter(({ requiredFields }) => requiredFields.length === 0);
  const priced = (face: Money) =>
    priceProduct({ product, offers: free, face, fx, book, sellers, currency: wish.total.currency });
  for (const face of facesOf(product, market, (asked) => priced(asked)?.price)) {
    const found = priced(face);
    // Less than was chosen is not sold below its price as well.
    const limit = face.minor === wish.face.minor ? mostMinor : wish.total.minor;
    if (!found || found.price.total.minor > limit) continue;
    const { offer, cost, price } = found;
    const taken = takenTax(face, offer.takenPercent);
    return { productId: product.id, offerId: offer.offerId, product, face, taken, price, cost };
  }
  return undefined;
}

/** Whether a package brings at least as much of everything as another. */
function bringsAll(benefits: Benefits | null, chosen: Benefits | null): boolean {
  if (!benefits || !chosen) return false;
  const [has, wants] = [benefits, chosen].map(({ dataGb, minutes, sms, validityDays }) =>
    [Number(dataGb ?? 0), minutes, sms, validityDays].map((amount) => amount ?? 0),
  );
  return wants !== undefined && wants.every((amount, at) => (has?.[at] ?? 0) >= amount);
}

/** A package in place of another: with all that was chosen, for no more than is held. */
function packageOf(
  market: Market,
  { product, offers }: { product: SellableProduct; offers: SellableOffer[] },
): Omit<Exchange, "operator"> | undefined {
  const { wish, chosen } = market;
  if (product.faceMinor === null || !bringsAll(product.benefits, chosen.benefits)) return undefined;
  const face = money(product.faceMinor, product.currency);
  const free = offers.filter(({ requiredFields }) => requiredFields.length === 0);
  const found = priceProduct({ ...market, product, offers: free, face, currency: wish.total.currency });
  if (!found || found.price.total.minor > wish.total.minor) return undefined;
  const { offer, cost, price } = found;
  return { productId: product.id, offerId: offer.offerId, product, face, taken: null, price, cost };
}

/** Of several the one that gives the most for the money. */
function bestOf(market: Market, sold: Awaited<ReturnType<typeof readOffers>>) {
  const { wish, chosen } = market;
  const like = sold.filter(({ product }) => product.kind === chosen.kind && product.recipient === "number");
  if (chosen.kind !== "airtime")
    return like
      .flatMap((one) => packageOf(market, one) ?? [])
      .toSorted((a, b) => b.price.total.minor - a.price.total.minor)[0];
  return like
    .filter(({ product }) => product.currency === wish.face.currency)
    .flatMap((one) => exchangeOf(market, one) ?? [])
    .toSorted((a, b) => b.face.minor - a.face.minor || a.price.total.minor - b.price.total.minor)[0];
}

const amount = (of: "mine" | "p", name: keyof Benefits): string =>
  `coalesce((${of}.benefits ->> '${name}')::numeric, 0)`;
const BRINGS_ALL = (["dataGb", "minutes", "sms", "validityDays"] as const)
  .map((name) => `${amount("p", name)} >= ${amount("mine", name)}`)
  .join(" and ");

/** Whether another operator of the country has the like of it, airtime in the same currency or a package with all of its own: one look, without prices. */
export async function mayExchange(ctx: Ctx, { productId }: { productId: string }): Promise<boolean> {
  const rows = await runStatement(
    ctx,
    (place) => `select 1 from products mine join operators here on here.id = mine.operator_id
        join operators there on there.country = here.country and there.id <> here.id and there.enabled
        join products p on p.operator_id = there.id
      where mine.id = ${place(productId)} and mine.recipient = 'number'
        and p.kind = mine.kind and p.recipient = 'number' and p.enabled and p.available
        and case when mine.kind = 'airtime' then p.currency = mine.currency
          else mine.kind in ('bundle', 'data') and mine.benefits is not null and p.benefits is not null and ${BRINGS_ALL} end
      limit 1`,
  );
  return rows.length > 0;
}

async function readChosen(ctx: Ctx, productId: string): Promise<Chosen | null> {
  const [row] = await runStatement(
    ctx,
    (place) => `select kind, benefits from products where id = ${place(productId)}`,
  );
  const chosen = row && { kind: row[0] as ProductKind, benefits: (row[1] ?? null) as Benefits | null };
  return chosen && mayHaveItsLike(chosen) ? chosen : null;
}

/** What the other operators of a country deliver for money that is held already, the most asked-for first. */
export async function listExchanges(
  ctx: Ctx & { providers: Sellers },
  wish: ExchangeWish,
): Promise<Exchange[]> {
  const chosen = await readChosen(ctx, wish.productId);
  if (!chosen || !(await mayExchange(ctx, wish))) return [];
  const [pricing, others] = await Promise.all([
    readPricing(ctx),
    readOperators(
      ctx,
      sql`country = ${wish.country} and operators.id <> (select operator_id from products where id = ${wish.productId})`,
    ),
  ]);
  const mostMinor = Math.floor(wish.total.minor * (1 + ctx.policy.costTolerance));
  const market: Market = { wish, chosen, ...pricing, sellers: ctx.providers, mostMinor };
  const found = await Promise.all(
    others.map(async (operator): Promise<Exchange[]> => {
      const read = await readOffers(ctx, { operatorId: operator.id, number: wish.number });
      const best = bestOf(market, read);
      return best ? [{ ...best, operator }] : [];
    }),
  );
  return found.flat();
}
