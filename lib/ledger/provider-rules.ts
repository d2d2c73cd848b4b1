import { sql } from "drizzle-orm";
import type { BreakRule } from "./break-rule";

/** A line that another of the same attempt contradicts says nothing of the attempt. */
const OTHER_DELIVERED = sql`exists (select 1 from statement_lines other where other.attempt_id = l.attempt_id
  and other.line_id <> l.line_id and other.state = 'delivered')`;

/** Our books against what a provider says of our float. */
export const PROVIDER_RULES: BreakRule[] = [
  {
    class: "unknown-to-us",
    of: "statement",
    query: ({ from, to, source }) => sql`
      select 'line:' || l.line_id, null::uuid, null::uuid, null::uuid, l.line_id, null::bigint, l.micros, l.currency, l.at
      from statement_lines l where l.source = ${source} and l.at >= ${from} and l.at < ${to}
        and l.attempt_id is null and l.state in ('delivered', 'pending') and l.micros <> 0
        and not exists (select 1 from ledger_entries e where e.posting_id = md5(${source} || ':' || l.line_id)::uuid)`,
  },
  {
    class: "debited-twice",
    of: ["statement", "asked"],
    query: ({ from, to, source }) => sql`
      select 'attempt:' || a.id, a.order_id, null::uuid, a.id, max(l.line_id), booked.micros, sum(l.micros)::bigint, l.currency, max(l.at)
      from statement_lines l join attempts a on a.id = l.attempt_id
      join lateral (select -sum(e.micros)::bigint as micros from ledger_entries e where e.order_id = a.order_id
        and e.attempt_id = a.id and e.account = 'float:' || a.provider) booked on true
      where l.source = ${source} and l.state = 'delivered'
        and l.attempt_id in (select attempt_id from statement_lines
          where source = ${source} and at >= ${from} and at < ${to} and attempt_id is not null)
      group by a.id, a.order_id, booked.micros, l.currency
      having count(*) > 1 and booked.micros is distinct from sum(l.micros)`,
  },
  {
    // By two attempts: both stand in our books already, and one of the floats is owed its money back.
    class: "debited-twice",
    of: ["statement", "asked", "trail"],
    query: ({ from, to, source }) => sql`
      select 'order:' || a.order_id, a.order_id, null::uuid, a.id, null::text, a.cost_micros, null::bigint, a.cost_currency, a.settled_at
      from attempts a where a.provider = ${source} and a.state = 'delivered'
        and a.created_at >= ${from}::timestamptz - interval '14 days' and a.settled_at >= ${from} and a.settled_at < ${to}
        and exists (select 1 from attempts other where other.order_id = a.order_id and other.state = 'delivered'
          and other.id <> a.id and (other.settled_at, other.id) < (a.settled_at, a.id))`,
  },
  {
    // They delivered what ended here without a delivery, or what nobody has heard of since.
    class: "delivered-not-captured",
    of: ["statement", "asked"],
    query: ({ from, to, source }) => sql`
      select 'attempt:' || a.id, a.order_id, null::uuid, a.id, l.line_id, 0::bigint, l.micros, l.currency, l.at
      from statement_lines l join attempts a on a.id = l.attempt_id
      where l.source = ${source} and l.at >= ${from} and l.at < ${to} and l.state = 'delivered'
        and (a.state in ('rejected', 'abandoned') or a.state <> 'delivered' and a.last_sent_at < ${to})`,
  },
  {
    class: "reversed-unheard",
    of: ["statement", "asked"],
    query: ({ from, to, source }) => sql`
      select 'attempt:' || a.id, a.order_id, null::uuid, a.id, l.line_id, a.cost_micros, l.micros, l.currency, l.at
      from statement_lines l join attempts a on a.id = l.attempt_id
      where l.source = ${source} and l.at >= ${from} and l.at < ${to} and l.state in ('reversed', 'failed')
        and a.state = 'delivered' and not ${OTHER_DELIVERED}`,
  },
  {
    class: "amount-drift",
    of: ["statement", "asked"],
    query: ({ from, to, source }) => sql`
      select 'attempt:' || a.id, a.order_id, null::uuid, a.id, l.line_id, booked.micros, l.micros, l.currency, l.at
      from statement_lines l join attempts a on a.id = l.attempt_id
      join lateral (select -coalesce(sum(e.micros) filter (where e.currency = l.currency), 0)::bigint as micros,
          coalesce(bool_or(e.currency <> l.currency and e.kind = 'provider-debit'), false) as elsewhere
        from ledger_entries e where e.order_id = a.order_id and e.attempt_id = a.id
          and e.account = 'float:' || a.provider) booked on true
      where l.source = ${source} and l.at >= ${from} and l.at < ${to} and l.state = 'delivered'
        and a.state = 'delivered' and booked.micros <> l.micros and not ${OTHER_DELIVERED}`,
  },
  {
    // Given up in doubt, and never taken after all: the suspicion still stands in the books.
    class: "amount-drift",
    of: ["statement", "asked"],
    query: ({ from, to, source }) => sql`
      select 'suspicion:' || a.id, a.order_id, null::uuid, a.id, l.line_id, booked.micros, 0::bigint, booked.currency, a.settled_at
      from attempts a left join statement_lines l on l.attempt_id = a.id
      join lateral (select sum(e.micros)::bigint as micros, e.currency from ledger_entries e
        where e.order_id = a.order_id and e.account = 'suspected-loss' group by e.currency having sum(e.micros) > 0) booked on true
      where a.provider = ${source} and a.state = 'abandoned' and a.created_at >= ${from}::timestamptz - interval '14 days'
        and a.settled_at >= ${from} and a.settled_at < ${to} and l.state in ('failed', 'reversed')`,
  },
  {
    class: "unknown-to-them",
    of: "statement",
    query: ({ from, to, source }) => sql`
      select 'attempt:' || a.id, a.order_id, null::uuid, a.id, null::text, a.cost_micros, null::bigint, a.cost_currency, a.settled_at
      from attempts a where a.provider = ${source} and a.state = 'delivered'
        and a.created_at >= ${from}::timestamptz - interval '14 days' and a.created_at < ${to}
        and a.settled_at >= ${from} and a.settled_at < ${to}
        and not exists (select 1 from statement_lines l where l.attempt_id = a.id)`,
  },
  {
    // Nobody can be asked: the float before an answer is held against the float after the last one, less what was taken between them.
    class: "unknown-to-us",
    of: "trail",
    query: ({ from, to, source }) => gaps(source, { from, to }, sql`gap < 0`),
  },
  {
    class: "reversed-unheard",
    of: "trail",
    query: ({ from, to, source }) => gaps(source, { from, to }, sql`gap > 0`),
  },
];

type Sql = ReturnType<typeof sql>;

function gaps(source: string, { from, to }: { from: Sql; to: Sql }, which: Sql): Sql {
  return sql`
    with told as (
      select a.id, a.order_id, a.created_at, (a.outcome #>> '{float,before,micros}')::bigint as before,
        a.outcome #>> '{float,after,currency}' as currency,
        lag((a.outcome #>> '{float,after,micros}')::bigint) over answers as last_after,
        lag(a.created_at) over answers as last_at
      from attempts a where a.provider = ${source} and a.created_at >= ${from}::timestamptz - interval '14 days'
        and a.created_at < ${to} and a.outcome #>> '{float,after,micros}' is not null
      window answers as (order by a.created_at, a.id)),
    weighed as (
      select told.*, before - last_after + coalesce((select sum(coalesce(b.cost_micros, b.expected_micros))
        from attempts b where b.provider = ${source} and b.created_at > last_at and b.created_at < told.created_at
          and b.state = 'delivered' and b.outcome #>> '{float,after,micros}' is null), 0) as gap
      from told where before is not null and last_after is not null and created_at >= ${from})
    select 'gap:' || weighed.id, order_id, null::uuid, weighed.id, null::text, before - gap, before, currency, created_at
    from weighed where ${which}
      and not exists (select 1 from ledger_entries e where e.posting_id = md5(${source} || ':gap:' || weighed.id)::uuid)`;
}
