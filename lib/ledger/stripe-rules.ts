import { sql } from "drizzle-orm";
import type { BreakRule } from "./break-rule";

/** While money moves the two sides may differ: the payment's own wake-ups end that. */
const MOVING = sql.raw("('open', 'authorised', 'capturing', 'voiding', 'refunding')");

const NONE = sql.raw("null::bigint");

/** Our books against Stripe's balance. */
export const STRIPE_RULES: BreakRule[] = [
  {
    // Whoever made it, it is on our account: a charge, a dispute or a movement of a kind that we know nothing of.
    class: "unknown-to-us",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'line:' || l.line_id, null::uuid, null::uuid, null::uuid, l.line_id, ${NONE}, l.micros, l.currency, l.at
      from statement_lines l where l.source = 'stripe' and l.at >= ${from} and l.at < ${to}
        and (l.kind = 'other' or l.payment_id is null and l.kind in ('charge', 'dispute', 'refund', 'refund-failure'))
        and not exists (select 1 from ledger_entries e where e.posting_id = md5('stripe:' || l.line_id)::uuid)`,
  },
  {
    class: "unknown-to-us",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'refund:' || l.part, null::uuid, l.payment_id, null::uuid, l.line_id, ${NONE}, l.micros, l.currency, l.at
      from statement_lines l where l.source = 'stripe' and l.at >= ${from} and l.at < ${to}
        and l.kind = 'refund' and l.payment_id is not null
        and not exists (select 1 from money_intents i where i.payment_id = l.payment_id and i.kind = 'refund'
          and i.state <> 'refused' and (i.stripe_id = l.part or i.id::text = l.ours))
        -- One that failed is told by the line that gives it back.
        and not exists (select 1 from statement_lines back where back.part = l.part and back.kind = 'refund-failure')`,
  },
  {
    class: "amount-drift",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'payment:' || p.id, null::uuid, p.id, null::uuid, l.line_id, booked.micros, l.micros, l.currency, l.at
      from statement_lines l join payments p on p.id = l.payment_id
      join lateral (select -sum(e.micros)::bigint as micros from ledger_entries e where e.checkout_id = p.checkout_id
        and e.account = 'sales' and e.kind in ('capture', 'correction') and e.currency = l.currency) booked on true
      where l.source = 'stripe' and l.at >= ${from} and l.at < ${to} and l.kind = 'charge'
        and booked.micros <> l.micros`,
  },
  {
    class: "amount-drift",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'intent:' || i.id, i.order_id, p.id, null::uuid, l.line_id, -sum(e.micros)::bigint, l.micros, l.currency, l.at
      from statement_lines l join payments p on p.id = l.payment_id
      join money_intents i on i.payment_id = p.id and i.kind = 'refund' and i.state = 'confirmed' and i.stripe_id = l.part
      join ledger_entries e on e.checkout_id = p.checkout_id and e.account = 'refunds' and e.kind in ('refund', 'correction')
        and e.order_id is not distinct from i.order_id
      where l.source = 'stripe' and l.at >= ${from} and l.at < ${to} and l.kind = 'refund'
        -- Where one thing was refunded twice the sum cannot be compared with either.
        and not exists (select 1 from money_intents other where other.payment_id = p.id and other.kind = 'refund'
          and other.state = 'confirmed' and other.order_id is not distinct from i.order_id and other.id <> i.id)
      group by i.id, i.order_id, p.id, l.line_id, l.micros, l.currency, l.at having -sum(e.micros) <> l.micros`,
  },
  {
    class: "captured-not-delivered",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'payment:' || p.id, null::uuid, p.id, null::uuid, l.line_id, 0::bigint, l.micros, l.currency, l.at
      from statement_lines l join payments p on p.id = l.payment_id
      where l.source = 'stripe' and l.at >= ${from} and l.at < ${to} and l.kind = 'charge'
        and p.state not in ('capturing', 'voiding', 'refunding')
        and not exists (select 1 from ledger_entries e where e.checkout_id = p.checkout_id
          and e.account = 'stripe' and e.kind in ('capture', 'correction'))
        and l.micros + coalesce((select sum(r.micros) from statement_lines r
          where r.payment_id = p.id and r.kind in ('refund', 'refund-failure')), 0) > 0`,
  },
  {
    // Charged for what did not arrive, or no longer has; or more than is owed, as when somebody captured the whole hold by hand.
    class: "captured-not-delivered",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'payment:' || p.id, null::uuid, p.id, null::uuid, l.line_id, round(l.micros * owed.minor / p.captured_minor)::bigint,
        kept.paid, l.currency, l.at
      from statement_lines l join payments p on p.id = l.payment_id and p.captured_minor > 0
      join lateral (select sum(case when o.state <> 'delivered' then 0
          when o.delivered_minor < o.face_minor and o.delivered_currency = o.face_currency
            then floor(o.total_minor::numeric * o.delivered_minor / o.face_minor)
          else o.total_minor end) as minor from orders o where o.checkout_id = p.checkout_id) owed on true
      join lateral (select sum(-e.micros)::bigint as paid,
          coalesce(sum(-e.micros) filter (where e.order_id is null or o.state <> 'delivered'), 0) as over
        from ledger_entries e left join orders o on o.id = e.order_id
        where e.checkout_id = p.checkout_id and e.kind in ('capture', 'refund', 'refund-failure', 'correction')
          and e.account in ('sales', 'refunds')) kept on true
      where l.source = 'stripe' and l.at >= ${from} and l.at < ${to} and l.kind = 'charge' and p.state not in ${MOVING}
        and (kept.over > 0 or p.captured_minor - p.refunded_minor > owed.minor)`,
  },
  {
    class: "unknown-to-them",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'payment:' || p.id, null::uuid, p.id, null::uuid, null::text, sum(e.micros)::bigint, ${NONE}, e.currency, min(e.at)
      from ledger_entries e join payments p on p.checkout_id = e.checkout_id
      where e.at >= ${from} and e.at < ${to} and e.account = 'stripe' and e.kind = 'capture'
        and not exists (select 1 from statement_lines l where l.payment_id = p.id and l.kind = 'charge')
      group by p.id, e.currency`,
  },
  {
    class: "unknown-to-them",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'intent:' || i.id, i.order_id, p.id, null::uuid, null::text, ${NONE}, ${NONE}, p.currency, i.settled_at
      from money_intents i join payments p on p.id = i.payment_id
      where i.kind = 'refund' and i.state = 'confirmed' and i.settled_at >= ${from} and i.settled_at < ${to}
        and i.stripe_id is not null and not exists (select 1 from statement_lines l where l.part = i.stripe_id)`,
  },
  {
    // What was given away because it was less than Stripe takes is booked as a shortfall, and no break.
    class: "delivered-not-captured",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'order:' || o.id, o.id, p.id, null::uuid, null::text, lost.micros, 0::bigint, lost.currency, p.updated_at
      from payments p join orders o on o.checkout_id = p.checkout_id and o.state = 'delivered'
      join lateral (select sum(e.micros)::bigint as micros, e.currency from ledger_entries e
        where e.order_id = o.id and e.account = 'lost-sales' group by e.currency having sum(e.micros) > 0) lost on true
      where p.updated_at >= ${from} and p.updated_at < ${to} and p.state in ('lost', 'captured', 'refunded')`,
  },
  {
    class: "delivered-not-captured",
    of: "stripe",
    query: ({ from, to }) => sql`
      select 'payment:' || p.id, null::uuid, p.id, null::uuid, null::text, ${NONE}, 0::bigint, p.currency, p.updated_at
      from payments p where p.state = 'capturing' and p.updated_at >= ${from} and p.updated_at < ${to}`,
  },
];
