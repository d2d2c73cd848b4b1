import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { money, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { parcelOf } from "@/lib/providers/parcel-of";
import { chooseRule, judgeMargin, suggestAmounts, type FxTable, type PriceBook } from "@/lib/pricing";
import { costOffers, priceCosted, type CostedOffer } from "../price-product";
import type { Sellers } from "../judge-offer";
import { readFxTable } from "../read-fx-table";
import { readOffers, type SellableOffer, type SellableProduct } from "../read-offers";
import { applyEdits } from "./apply-edits";
import { nameOperators } from "./name-operators";
import type { Preview, PreviewPrice, PriceEdit } from "./types";

interface Draft {
  before: PriceBook;
  edits: readonly PriceEdit[];
}

/** A product at one face value, through the offer that would be taken now. */
interface Sale {
  product: SellableProduct;
  face: Money;
  costed: CostedOffer;
}

interface Judged extends Sale {
  before: Money | undefined;
  after: Money;
  cost: Money;
  left: Money;
  share: number;
  /** Priced by a rule that the draft changes, and for less than it costs. */
  loses: boolean;
}

const scopesOf = (edits: readonly PriceEdit[]) =>
  edits.map((edit) => (edit.what === "rule" && edit.terms ? edit.terms.scope : null));

/** What the draft may change the price of: one scope where all of it is for the same, else everything. */
function scopeOf(edits: readonly PriceEdit[]) {
  const [scope] = scopesOf(edits);
  if (edits.length !== 1 || !scope) return { operatorId: null, country: null, kind: null };
  const { operatorId, country, kind } = scope;
  return { operatorId, country, kind };
}

/** Where prices of a range are looked at: an amount that people send first, then its ends. */
function facesOf(
  { denomination, currency, faceMinor, minMinor, maxMinor }: SellableProduct,
  fx: FxTable,
): Money[] {
  if (denomination === "fixed") return faceMinor === null ? [] : [money(faceMinor, currency)];
  if (minMinor === null || maxMinor === null) return [];
  const [min, max] = [money(minMinor, currency), money(maxMinor, currency)];
  const usual = suggestAmounts({ min, max, fx });
  return [...usual.slice(Math.floor(usual.length / 2)).slice(0, 1), min, max];
}

function salesOf(
  { product, offers }: { product: SellableProduct; offers: SellableOffer[] },
  by: { fx: FxTable; sellers: Sellers },
): Sale[] {
  return facesOf(product, by.fx).flatMap((face) => {
    const [costed] = costOffers({ offers, face, ...by }).able;
    return costed ? [{ product, face, costed }] : [];
  });
}

interface Judging {
  fx: FxTable;
  before: PriceBook;
  /** With what the draft changes sold as it says, also for less than it costs. */
  after: PriceBook;
  changed: ReadonlySet<string>;
}

function judge(sale: Sale, currency: string, { fx, before, after, changed }: Judging): Judged | undefined {
  const { product, face, costed } = sale;
  const priced = { face, currency, fx, product };
  const then = priceCosted({ ...priced, book: after }, costed);
  if (!then) return undefined;
  const margin = judgeMargin({ total: then.total, cost: costed.cost }, { cardFee: after.cardFee, fx });
  if (!margin) return undefined;
  const now = priceCosted({ ...priced, book: before }, costed);
  const { operatorId, country, kind } = product;
  const by = { operatorId, country, kind, provider: costed.offer.provider, cost: costed.cost };
  const rule = margin.left.minor < 0 ? chooseRule(after.rules, by, fx) : undefined;
  const { left, share, cost } = margin;
  return {
    ...sale,
    before: now?.total,
    after: then.total,
    left,
    share,
    cost,
    loses: rule !== undefined && changed.has(rule.id),
  };
}

function judgingOf(fx: FxTable, { before, edits }: Draft): Judging {
  const meant = edits.map((edit) =>
    edit.what === "rule" && edit.terms ? { ...edit, terms: { ...edit.terms, mayLose: true } } : edit,
  );
  const changed = new Set(edits.flatMap((edit) => (edit.what === "rule" && edit.terms ? [edit.id] : [])));
  return { fx, before, after: applyEdits(before, meant), changed };
}

async function readSales(ctx: Ctx & { providers: Sellers }, edits: readonly PriceEdit[]) {
  const [found, fx] = await Promise.all([readOffers(ctx, { scope: scopeOf(edits) }), readFxTable(ctx)]);
  const sales: Sale[] = [];
  for (const [at, one] of found.entries()) {
    sales.push(...salesOf(one, { fx, sellers: ctx.providers }));
    if (at % AT_ONCE === 0) await setImmediate();
  }
  return { sales, fx, products: found.length };
}

/** Of one currency: in the others a price is the same but for what is rounded, which is upwards. */
const JUDGED_IN = "USD";
/** Sales that are judged before others get their turn. */
const AT_ONCE = 500;

async function judgeAll(sales: Sale[], currency: string, judging: Judging): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let at = 0; at < sales.length; at += AT_ONCE) {
    judged.push(...sales.slice(at, at + AT_ONCE).flatMap((sale) => judge(sale, currency, judging) ?? []));
    await setImmediate();
  }
  return judged;
}

const countLosers = (judged: Judged[]): number =>
  new Set(judged.filter(({ loses }) => loses).map(({ product }) => product.id)).size;

/** How many products the rules that a draft changes would sell for less than they and the card cost us. */
export async function countBelowCost(ctx: Ctx & { providers: Sellers }, draft: Draft): Promise<number> {
  if (draft.edits.every((edit) => edit.what !== "rule" || !edit.terms)) return 0;
  const { sales, fx } = await readSales(ctx, draft.edits);
  return countLosers(await judgeAll(sales, JUDGED_IN, judgingOf(fx, draft)));
}

const LATELY = 2000;
const EACH_KIND = 2;
const MOST_SOLD = 5;
const LOSING = 10;

/** How often products were sold among the last orders, by id. */
async function readSold(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ product_id: string; sold: string }>(sql`
    select product_id, count(*) as sold from (
      select product_id from orders order by created_at desc, id desc limit ${LATELY}) lately group by product_id`);
  return new Map(rows.map(({ product_id: id, sold }) => [id, Number(sold)]));
}

/** The most sold, then of each kind those that are asked for the most. */
function pickExamples(
  judged: Judged[],
  sold: Map<string, number>,
  popularity: Map<string, number>,
): Judged[] {
  const soldOf = ({ product }: Judged) => sold.get(product.id) ?? 0;
  const ranked = judged.toSorted(
    (a, b) =>
      soldOf(b) - soldOf(a) ||
      Number(b.product.popular) - Number(a.product.popular) ||
      (popularity.get(b.product.operatorId) ?? 0) - (popularity.get(a.product.operatorId) ?? 0),
  );
  const first = new Map<string, Judged>();
  for (const one of ranked) if (!first.has(one.product.id)) first.set(one.product.id, one);
  const once = [...first.values()];
  const top = once.filter((one) => soldOf(one) > 0).slice(0, MOST_SOLD);
  const kinds = [...new Set(once.map(({ product }) => product.kind))];
  const each = kinds.flatMap((kind) =>
    once.filter(({ product }) => product.kind === kind).slice(0, EACH_KIND),
  );
  return [...new Set([...top, ...each])];
}

/**
 * What a draft does to real products through the offers that would be taken now: examples of each kind and of what was sold most lately with
 * old and new price and what is left of it, and how many fall below cost.
 * @throws NotPermitted
 */
export async function previewPrices(
  ctx: Ctx & { providers: Sellers },
  { before, edits, currency }: Draft & { currency: string },
): Promise<Preview> {
  assertMay(ctx.actor, "prices.read");
  const [{ sales, fx, products }, sold] = await Promise.all([readSales(ctx, edits), readSold(ctx)]);
  const judging = judgingOf(fx, { before, edits });
  const judged = await judgeAll(sales, currency, judging);
  const belowCost = countLosers(currency === JUDGED_IN ? judged : await judgeAll(sales, JUDGED_IN, judging));
  const operators = await nameOperators(ctx, [...new Set(judged.map(({ product }) => product.operatorId))]);
  const popularity = new Map([...operators].map(([id, { popularity: asked }]) => [id, asked]));
  const moved = (way: 1 | -1) =>
    new Set(
      judged
        .filter(({ before: old, after }) => old && Math.sign(after.minor - old.minor) === way)
        .map(({ product }) => product.id),
    ).size;
  const viewOf = ({
    product,
    face,
    costed,
    before: old,
    after,
    cost,
    left,
    share,
  }: Judged): PreviewPrice => ({
    productId: product.id,
    operator: operators.get(product.operatorId) ?? {
      id: product.operatorId,
      name: "",
      country: product.country,
    },
    kind: product.kind,
    provider: costed.offer.provider,
    description: product.description,
    parcel: parcelOf(product),
    face,
    cost,
    before: old ?? null,
    after,
    left,
    share,
    sold: sold.get(product.id) ?? 0,
  });
  const affected = judged.filter(({ before: old, after }) => old?.minor !== after.minor);
  const losing = judged.filter(({ loses }) => loses).toSorted((a, b) => a.left.minor - b.left.minor);
  return {
    currency,
    products,
    dearer: moved(1),
    cheaper: moved(-1),
    belowCost,
    examples: pickExamples(affected.length > 0 ? affected : judged, sold, popularity).map(viewOf),
    losing: losing.slice(0, LOSING).map(viewOf),
  };
}
