import { sql, type SQL } from "drizzle-orm";
import { booked, rateOn } from "../read-profit";
import { REPORTING_CURRENCY } from "../reporting-currency";

/** Columns of `order_figures`, in the order in which they are written. */
export const FIGURE_COLUMNS = [
  "order_id",
  "created_at",
  "country",
  "operator_id",
  "provider",
  "kind",
  "outcome",
  "total_minor",
  "total_currency",
  "took_ms",
  "unpriced",
  "revenue_micros",
  "cost_micros",
  "profit_micros",
] as const;

/** How an order counts by the state it is in. */
const OUTCOME = sql.raw(`case o.state when 'delivered' then 'delivered' when 'undeliverable' then 'failed'
  when 'cancelled' then 'cancelled' when 'expired' then 'unpaid' else 'open' end`);

/** What a sale brought, and what it cost, among the parts of its profit. */
const BROUGHT = sql.raw("part in ('sales', 'refunds')");
const TOOK = sql.raw("part in ('cost-of-sales', 'commissions')");

/**
 * The figures of some orders from what stands of them now: the order, its attempts and its books. A query `figures` and those it needs,
 * to follow `with`; the columns are `FIGURE_COLUMNS`.
 * @param scope condition on `orders o`; it should name whole checkouts, whose fees are shared among their orders
 */
export const figuresOf = (scope: SQL): SQL => sql`
  ${booked(scope)},
  valued as (select p.order_id, p.part, p.amount,
      case when p.currency = ${REPORTING_CURRENCY} then p.amount else p.amount * ${rateOn(REPORTING_CURRENCY)} end as worth
    from profit p),
  sums as (select order_id, bool_or(worth is null and amount <> 0) as unpriced,
      round(coalesce(sum(worth) filter (where ${BROUGHT}), 0))::bigint as revenue,
      round(coalesce(-sum(worth) filter (where ${TOOK}), 0))::bigint as cost, round(coalesce(sum(worth), 0))::bigint as profit
    from valued group by order_id),
  figures as (select o.id as order_id, o.created_at, o.country, o.operator_id, coalesce(tried.provider, '') as provider, products.kind,
      ${OUTCOME} as outcome, o.total_minor, o.total_currency,
      case when o.state = 'delivered' then least(2147483647, round(extract(epoch from tried.ended - tried.began) * 1000))::int end as took_ms,
      coalesce(sums.unpriced, false) as unpriced,
      case when sums.unpriced then 0 else coalesce(sums.revenue, 0) end as revenue_micros,
      case when sums.unpriced then 0 else coalesce(sums.cost, 0) end as cost_micros,
      case when sums.unpriced then 0 else coalesce(sums.profit, 0) end as profit_micros
    from scope join orders o on o.id = scope.id join products on products.id = o.product_id left join sums on sums.order_id = o.id
    left join lateral (
      select (array_agg(a.provider order by a.state = 'delivered' desc, a.n desc))[1] as provider, min(a.created_at) as began,
        max(a.settled_at) filter (where a.state = 'delivered') as ended
      from attempts a where a.order_id = o.id) tried on true)`;
