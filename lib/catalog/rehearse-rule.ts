import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { micros, money, type Micros, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import type { FxTable } from "@/lib/pricing";
import type { ProviderName } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { costOffers, type CostedOffer } from "./price-product";
import { readFxTable } from "./read-fx-table";
import { readOffers, type SellableOffer, type SellableProduct } from "./read-offers";
import { readWayRecords, shareOf, type WayRecords } from "./read-way-records";
import { costIn, marginOf, type Paid } from "./rehearsed-margin";
import type { RehearsedRoutes, RehearsedRule, RuleRehearsal } from "./types";

const DAYS = 30;
/** The newest orders that are looked at, and how many different things of them are routed once more: a page waits for it. */
const NEWEST_ORDERS = 50_000;
const MOST_THINGS = 400;
const AT_ONCE = 4;
/** What costs are told in. */
const REPORTING = "USD";

/** The same thing, bought so many times. */
interface Bought {
  productId: string;
  face: Money;
  orders: number;
  /** What was paid for all of them, in each currency. */
  paid: Paid[];
}

/** What was bought within a rule's scope in the last weeks, the most frequent first; `orders`: of how many orders in all. */
async function readBought(
  ctx: Ctx,
  rule: RehearsedRule,
): Promise<{ looked: number; inScope: number; things: Bought[] }> {
  const rows = await runStatement(ctx, (place) => {
    const scope = [
      ...(rule.country ? [`o.country = ${place(rule.country)}`] : []),
      ...(rule.operatorId ? [`p.operator_id = ${place(rule.operatorId)}::uuid`] : []),
      ...(rule.kind ? [`p.kind = ${place(rule.kind)}`] : []),
    ];
    return `with newest as materialized (
        select product_id, face_minor, face_currency, total_minor - coalesce(tax_minor, 0) as paid, total_currency from orders
        where created_at > app_now() - ${place(`${DAYS} days`)}::interval and state not in ('draft', 'awaiting_payment', 'expired')
        order by created_at desc nulls last limit ${NEWEST_ORDERS}
      ), paid as (
        select n.product_id, case when p.denomination = 'fixed' then p.face_minor else n.face_minor end as face, n.face_currency as currency,
          n.total_currency, count(*)::int as orders, sum(n.paid)::float8 as paid
        from newest n join products p on p.id = n.product_id join operators o on o.id = p.operator_id
        ${scope.length > 0 ? `where ${scope.join(" and ")}` : ""} group by 1, 2, 3, 4
      ), bought as (
        select product_id, face, currency, sum(orders)::int as orders,
          jsonb_agg(jsonb_build_object('currency', total_currency, 'minor', paid)) as paid
        from paid group by 1, 2, 3
      )
      select product_id, face, currency, orders, paid, (select count(*)::int from newest), (sum(orders) over ())::int
      from bought order by orders desc, product_id, face limit ${MOST_THINGS}`;
  });
  return {
    looked: Number(rows[0]?.[5] ?? 0),
    inScope: Number(rows[0]?.[6] ?? 0),
    things: rows.map(([productId, face, currency, orders, paid]) => ({
      productId: String(productId),
      face: money(Number(face), String(currency)),
      orders: Number(orders),
      paid: paid as Paid[],
    })),
  };
}

/** As on a usual day: nothing rests, floats suffice, and every way does as it did in those weeks. */
function onUsualDay(offer: SellableOffer, operatorId: string, records: WayRecords): SellableOffer {
  const record = records.of(offer.provider, operatorId);
  return {
    ...offer,
    standing: {
      ...offer.standing,
      pausedMs: 0,
      restsMs: null,
      floatMicros: null,
      delivered: record?.delivered ?? null,
      failed: record?.failed ?? null,
    },
  };
}

function underRule(offer: SellableOffer, rule: RehearsedRule): SellableOffer {
  if (offer.provider !== rule.provider) return offer;
  const { standing } = offer;
  return {
    ...offer,
    standing: { ...standing, ...(rule.effect === "pin" ? { pinned: true } : { excluded: true }) },
  };
}

interface Stage {
  sellers: Sellers;
  fx: FxTable;
  records: WayRecords;
}

interface Rerouted {
  thing: Bought;
  product: SellableProduct;
  before: CostedOffer | undefined;
  after: CostedOffer | undefined;
}

async function reroute(
  ctx: Ctx,
  thing: Bought,
  to: Stage & { rule: RehearsedRule },
): Promise<Rerouted | undefined> {
  const [found] = await readOffers(ctx, { productId: thing.productId });
  if (!found) return undefined;
  const usual = found.offers.map((offer) => onUsualDay(offer, found.product.operatorId, to.records));
  const first = (offers: SellableOffer[]) =>
    costOffers({ offers, face: thing.face, fx: to.fx, sellers: to.sellers }).able[0];
  return {
    thing,
    product: found.product,
    before: first(usual),
    after: first(usual.map((offer) => underRule(offer, to.rule))),
  };
}

async function rerouteAll(
  ctx: Ctx,
  things: Bought[],
  to: Stage & { rule: RehearsedRule },
): Promise<Rerouted[]> {
  const done: Rerouted[] = [];
  for (let start = 0; start < things.length; start += AT_ONCE) {
    const some = await Promise.all(
      things.slice(start, start + AT_ONCE).map((thing) => reroute(ctx, thing, to)),
    );
    done.push(...some.filter((one) => one !== undefined));
  }
  return done;
}

const allOf = ({ cost }: CostedOffer, times: number): Micros => micros(cost.micros * times, cost.currency);

/** What it takes from a float to deliver it so many times, in the currency costs are told in. */
const costOfAll = (costed: CostedOffer, times: number, fx: FxTable): number =>
  costIn(allOf(costed, times), REPORTING, fx)?.micros ?? 0;

/** Adds up one side of it. */
function sumUp(rerouted: Rerouted[], side: "before" | "after", { fx, records }: Stage): RehearsedRoutes {
  const providers = new Map<ProviderName, { orders: number; costMicros: number }>();
  let [orders, undeliverable, costMicros, tried, arrived, left, unpriced] = [0, 0, 0, 0, 0, 0, 0];
  for (const one of rerouted) {
    const chosen = one[side];
    if (!chosen) {
      undeliverable += one.thing.orders;
      continue;
    }
    const cost = costOfAll(chosen, one.thing.orders, fx);
    const share = shareOf(
      records.of(chosen.offer.provider, one.product.operatorId) ?? records.all(chosen.offer.provider),
    );
    const entry = providers.get(chosen.offer.provider) ?? { orders: 0, costMicros: 0 };
    providers.set(chosen.offer.provider, {
      orders: entry.orders + one.thing.orders,
      costMicros: entry.costMicros + cost,
    });
    orders += one.thing.orders;
    costMicros += cost;
    const margin = marginOf(
      { paid: one.thing.paid, cost: allOf(chosen, one.thing.orders) },
      { currency: REPORTING, fx },
    );
    if (margin) left += margin.micros;
    else unpriced += one.thing.orders;
    if (share !== null) [tried, arrived] = [tried + one.thing.orders, arrived + share * one.thing.orders];
  }
  return {
    orders,
    undeliverable,
    cost: micros(costMicros, REPORTING),
    margin: micros(left, REPORTING),
    unpriced,
    share: tried > 0 ? arrived / tried : null,
    providers: [...providers]
      .map(([provider, { orders: count, costMicros: cost }]) => ({
        provider,
        orders: count,
        cost: micros(cost, REPORTING),
      }))
      .toSorted((a, b) => b.orders - a.orders),
  };
}

const changed = ({ before, after }: Rerouted): boolean => before?.offer.offerId !== after?.offer.offerId;

/** What changes the most, by operator and who delivers. */
function changesOf(rerouted: Rerouted[], { fx, records }: Stage): RuleRehearsal["changes"] {
  const changes = new Map<string, RuleRehearsal["changes"][number]>();
  for (const one of rerouted.filter(changed)) {
    const { product, before, after, thing } = one;
    const [from, to] = [before?.offer.provider ?? null, after?.offer.provider ?? null];
    const key = `${product.operatorId} ${String(from)} ${String(to)}`;
    const entry = changes.get(key) ?? {
      operatorId: product.operatorId,
      country: product.country,
      from,
      to,
      orders: 0,
      dearer: micros(0, REPORTING),
      shares: {
        from: from && shareOf(records.of(from, product.operatorId)),
        to: to && shareOf(records.of(to, product.operatorId)),
      },
    };
    const dearer =
      before && after ? costOfAll(after, thing.orders, fx) - costOfAll(before, thing.orders, fx) : 0;
    changes.set(key, {
      ...entry,
      orders: entry.orders + thing.orders,
      dearer: micros(entry.dearer.micros + dearer, REPORTING),
    });
  }
  return [...changes.values()].toSorted((a, b) => b.orders - a.orders).slice(0, 50);
}

/**
 * Routes the orders of the last 30 days once more as if a rule were there, and says what would change: who delivers, what it costs, what
 * share arrives. Nothing is written. Of very many orders only the newest are looked at, and of very many different things the most frequent.
 * @throws NotPermitted
 */
export async function rehearseRule(
  ctx: Ctx & { providers: Sellers },
  rule: RehearsedRule,
): Promise<RuleRehearsal> {
  assertMay(ctx.actor, "supply.read");
  const [bought, fx, records] = await Promise.all([
    readBought(ctx, rule),
    readFxTable(ctx),
    readWayRecords(ctx, DAYS),
  ]);
  const stage = { sellers: ctx.providers, fx, records };
  const rerouted = await rerouteAll(ctx, bought.things, { ...stage, rule });
  return {
    days: DAYS,
    looked: bought.looked,
    /** What is older was not looked at. */
    all: bought.looked < NEWEST_ORDERS,
    inScope: bought.inScope,
    routed: rerouted.reduce((sum, { thing }) => sum + thing.orders, 0),
    changed: rerouted.filter(changed).reduce((sum, { thing }) => sum + thing.orders, 0),
    before: sumUp(rerouted, "before", stage),
    after: sumUp(rerouted, "after", stage),
    changes: changesOf(rerouted, stage),
  };
}
