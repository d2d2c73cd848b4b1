import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { micros, type Micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";

/** What a sale brought and cost, by account; above nought what we earned. */
export const PROFIT_PARTS = [
  "sales",
  "refunds",
  "cost-of-sales",
  "commissions",
  "stripe-fees",
  "exchange",
  "disputes",
  "suspected-loss",
  "lost-sales",
  "shortfalls",
  "corrections",
] as const;
export type ProfitPart = (typeof PROFIT_PARTS)[number];

export interface OrderProfit {
  orderId: string;
  /** Parts that are not nought, each in the currency it was booked in. */
  parts: { part: ProfitPart; amount: Micros }[];
  /** All of it in the reporting currency, each entry by the rate of its day; null where a rate is not known. */
  total: Micros | null;
}

export type ProfitScope = { orderId: string } | { from: Date; to: Date };

const PARTS = sql.raw(PROFIT_PARTS.map((part) => `'${part}'`).join(", "));

function scopeOf(scope: ProfitScope): SQL {
  if ("orderId" in scope) return sql`o.id = ${scope.orderId}`;
  return sql`o.created_at >= ${scope.from.toISOString()}::timestamptz and o.created_at < ${scope.to.toISOString()}::timestamptz`;
}

/**
 * Entries by order, part, currency and day. What belongs to the whole checkout (fees, exchange, disputes) is shared among its orders by what
 * each was charged, or by their totals when nothing was; what rounding leaves over goes to the largest remainders, so that nothing is lost.
 */
export const booked = (scope: SQL): SQL => sql`
  scope as (select o.id, o.checkout_id from orders o where ${scope}),
  lines as (select o.id, o.checkout_id, o.line, o.total_minor,
      coalesce((select -sum(e.micros) from ledger_entries e where e.order_id = o.id and e.account = 'sales' and e.kind = 'capture'), 0) as charged
    from orders o where o.checkout_id in (select checkout_id from scope)),
  weighed as (select id, checkout_id, line,
      case when sum(charged) over checkout > 0 then charged else total_minor end as weight from lines window checkout as (partition by checkout_id)),
  raw as (select e.* from scope s join ledger_entries e on e.order_id = s.id
    union all select e.* from (select distinct checkout_id from scope) s
      join ledger_entries e on e.checkout_id = s.checkout_id and e.order_id is null),
  entries as (select e.order_id, e.checkout_id, e.account as part, e.currency, (e.at at time zone 'UTC')::date as day, -sum(e.micros) as amount
    from raw e where e.account in (${PARTS}) group by e.order_id, e.checkout_id, e.account, e.currency, day),
  due as (select w.id, w.line, e.checkout_id, e.part, e.currency, e.day, e.amount, e.amount * w.weight / sum(w.weight) over share as exact
    from entries e join weighed w on w.checkout_id = e.checkout_id where e.order_id is null
    window share as (partition by e.checkout_id, e.part, e.currency, e.day)),
  shared as (select id, part, currency, day, floor(exact) + case when row_number() over (share order by exact - floor(exact) desc, line)
      <= amount - sum(floor(exact)) over share then 1 else 0 end as amount
    from due window share as (partition by checkout_id, part, currency, day)),
  profit as (select order_id, part, currency, day, amount from entries where order_id is not null
    union all select id, part, currency, day, amount from shared where id in (select id from scope))`;

/** How much of the reporting currency one unit of another was worth on a day: that day's rate, else the last one before, else the first after. */
export const rateOn = (reporting: string): SQL => sql`
  (select there.rate / here.rate from fx_days here join fx_days there on there.day = here.day and there.base = here.base
    where here.quote = p.currency and there.quote = ${reporting} order by here.day > p.day, abs(here.day - p.day) limit 1)`;

/**
 * What orders brought in the end, from the books: shares of the sale, refunds, costs, fees, losses.
 * @param input.reporting ISO currency that totals are counted in
 * @throws NotPermitted
 */
export async function readProfit(
  ctx: Ctx,
  input: { scope: ProfitScope; reporting: string },
): Promise<OrderProfit[]> {
  assertMay(ctx.actor, "books.read");
  const { reporting } = input;
  const rows = await ctx.db.execute<{
    order_id: string;
    total: string | null;
    parts: { part: ProfitPart; currency: string; amount: number }[];
  }>(sql`
    with ${booked(scopeOf(input.scope))},
    counted as (select p.*, case when p.currency = ${reporting} then p.amount else p.amount * ${rateOn(reporting)} end as worth from profit p),
    by_part as (select order_id, part, currency, sum(amount) as amount, sum(worth) as worth, bool_or(worth is null and amount <> 0) as unknown
      from counted group by order_id, part, currency)
    select order_id, case when bool_or(unknown) then null else round(sum(worth)) end as total,
      coalesce(jsonb_agg(jsonb_build_object('part', part, 'currency', currency, 'amount', amount) order by part, currency)
        filter (where amount <> 0), '[]') as parts
    from by_part group by order_id order by order_id`);
  return rows.map(({ order_id: orderId, total, parts }) => ({
    orderId,
    parts: parts.map(({ part, currency, amount }) => ({ part, amount: micros(amount, currency) })),
    total: total === null ? null : micros(Number(total), reporting),
  }));
}
