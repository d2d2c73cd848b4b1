import { sql, type SQL } from "drizzle-orm";
import { rateOn } from "../read-profit";

/** Where no order is behind an entry. */
export const NOWHERE = "--";
export const NOTHING = "-";

/**
 * The books from a moment (included) to another (excluded), by day, where the buyer lives, what was sold, account and currency. What belongs to
 * a whole checkout is shared among its orders by what each was charged, or by their totals; what rounding leaves over goes to the largest
 * remainders. All rows of an account sum up to its entries exactly. `tax-base` is no account: what tax-payable was taken of.
 */
export const bookRows = (from: SQL, to: SQL, reporting: string): SQL => sql`
  with entries as (select e.order_id, e.checkout_id, e.account, e.currency, (e.at at time zone 'UTC')::date as day, e.micros
    from ledger_entries e where e.at >= ${from} and e.at < ${to}),
  direct as (select order_id as id, account, currency, day, sum(micros) as amount, count(*) as entries
    from entries where order_id is not null group by 1, 2, 3, 4),
  loose as (select checkout_id, account, currency, day, sum(micros) as amount, count(*) as entries
    from entries where order_id is null group by 1, 2, 3, 4),
  lines as (select o.id, o.checkout_id, o.line, o.total_minor,
      coalesce((select -sum(e.micros) from ledger_entries e where e.order_id = o.id and e.account = 'sales' and e.kind = 'capture'), 0) as charged
    from orders o where o.checkout_id in (select checkout_id from loose)),
  weighed as (select id, checkout_id, line,
      case when sum(charged) over checkout > 0 then charged else greatest(total_minor, 1) end as weight
    from lines window checkout as (partition by checkout_id)),
  due as (select w.id, w.line, l.*, l.amount * w.weight / sum(w.weight) over share as exact
    from loose l join weighed w on w.checkout_id = l.checkout_id
    window share as (partition by l.checkout_id, l.account, l.currency, l.day)),
  shared as (select id, account, currency, day,
      floor(exact) + case when row_number() over (share order by exact - floor(exact) desc, line)
        <= amount - sum(floor(exact)) over share then 1 else 0 end as amount,
      case when row_number() over (share order by line) = 1 then entries else 0 end as entries
    from due window share as (partition by checkout_id, account, currency, day)),
  alone as (select null::uuid as id, account, currency, day, amount, entries from loose l
    where not exists (select 1 from weighed w where w.checkout_id = l.checkout_id)),
  booked as (select * from direct union all select * from shared union all select * from alone
    union all select d.id, 'tax-base', d.currency, d.day,
        round(d.amount * (q.price -> 'taxed' ->> 'baseMinor')::numeric / nullif((q.price ->> 'taxMinor')::numeric, 0)), 0
      from (select * from direct union all select * from shared) d
      join orders o on o.id = d.id join quotes q on q.id = o.quote_id
      where d.account = 'tax-payable' and q.price -> 'taxed' ->> 'baseMinor' is not null),
  p as (select b.day, coalesce(c.residence, ${NOWHERE}) as country, coalesce(pr.kind, ${NOTHING}) as kind, b.account, b.currency,
      sum(b.amount) as micros, sum(b.entries) as entries
    from booked b left join orders o on o.id = b.id left join checkouts c on c.id = o.checkout_id
      left join products pr on pr.id = o.product_id
    group by 1, 2, 3, 4, 5)
  select p.day, p.country, p.kind, p.account, p.currency, p.micros::bigint as micros, p.entries::int as entries,
    case when p.currency = ${reporting} then p.micros else round(p.micros * ${rateOn(reporting)}) end::bigint as worth
  from p where p.micros <> 0`;
