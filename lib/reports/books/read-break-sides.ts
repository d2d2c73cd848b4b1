import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import type { AttemptState, OrderState, PaymentState } from "@/lib/core/transitions";

/** A break as far as its sides are found by it. */
export interface Broken {
  id: string;
  source: string;
  orderId: string | null;
  paymentId: string | null;
  attemptId: string | null;
  lineId: string | null;
}

export interface PaymentSaid {
  id: string;
  state: PaymentState;
  /** What our books say was paid and kept, in micros by currency. */
  kept: { currency: string; micros: number }[];
  /** Whether any order of it arrived. */
  arrived: boolean;
  at: string;
}

export interface OrderSaid {
  id: string;
  state: OrderState;
  total: { minor: number; currency: string };
  at: string;
}

export interface AttemptSaid {
  id: string;
  provider: string;
  state: AttemptState;
  reference: string;
  theirs: string | null;
  /** What our books say it took from the float. */
  booked: { currency: string; micros: number } | null;
  at: string;
}

export interface LineSaid {
  source: string;
  id: string;
  kind: string;
  state: string | null;
  part: string | null;
  micros: number;
  currency: string;
  at: string;
  attemptId: string | null;
}

export interface Said {
  payment: PaymentSaid | null;
  orders: OrderSaid[];
  attempts: AttemptSaid[];
  lines: LineSaid[];
}

interface Row extends Record<string, unknown>, Said {
  id: string;
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** As `stripe-rules` count what was paid and kept. */
const KEPT = `select jsonb_agg(jsonb_build_object('currency', k.currency, 'micros', k.micros)) from (
  select e.currency, -sum(e.micros)::bigint as micros from ledger_entries e where e.checkout_id = p.checkout_id
    and e.account in ('sales', 'refunds') and e.kind in ('capture', 'refund', 'refund-failure', 'correction')
  group by 1 having sum(e.micros) <> 0) k`;

const BOOKED = `select jsonb_build_object('currency', e.currency, 'micros', -sum(e.micros)::bigint) from ledger_entries e
  where e.order_id = a.order_id and e.attempt_id = a.id and e.account = 'float:' || a.provider group by e.currency limit 1`;

/** Several orders of one payment are told together, unless it is about one of them. An attempt that ended in nothing says nothing of money. */
const SAID = `
  select b.id,
    (select jsonb_build_object('id', p.id, 'state', p.state, 'at', ${moment("p.updated_at")}, 'kept', coalesce((${KEPT}), '[]'),
        'arrived', exists (select 1 from orders o where o.checkout_id = p.checkout_id and o.state = 'delivered')) from payments p
      where p.id = found.payment_id) as payment,
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'state', o.state, 'at', ${moment("o.updated_at")},
        'total', jsonb_build_object('minor', o.total_minor, 'currency', o.total_currency)) order by o.line)
      from orders o where o.id = any(found.order_ids)), '[]') as orders,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'provider', a.provider, 'state', a.state, 'reference', a.reference,
        'theirs', a.provider_reference, 'at', ${moment("coalesce(a.settled_at, a.created_at)")}, 'booked', (${BOOKED})) order by a.created_at, a.id)
      from attempts a where a.order_id = any(found.order_ids) and (a.id = b.attempt_id or a.state <> 'rejected')), '[]') as attempts,
    coalesce((select jsonb_agg(jsonb_build_object('source', l.source, 'id', l.line_id, 'kind', l.kind, 'state', l.state, 'part', l.part,
        'micros', l.micros, 'currency', l.currency, 'at', ${moment("l.at")}, 'attemptId', l.attempt_id) order by l.at, l.line_id)
      from (select * from statement_lines where payment_id = found.payment_id
        union select * from statement_lines where attempt_id in (select id from attempts where order_id = any(found.order_ids))
        union select * from statement_lines where source = b.source and line_id = b.line_id) l), '[]') as lines
  from wanted b
  left join orders own on own.id = b.order_id
  left join lateral (
    select p.id as payment_id, array(select o.id from orders o
      where o.checkout_id = p.checkout_id and (b.order_id is null or o.id = b.order_id)) as order_ids
    from payments p where p.id = coalesce(b.payment_id, (select id from payments where checkout_id = own.checkout_id))) found on true`;

/** What our books, Stripe's and a provider's say of what some breaks are about, by the break's id; each by an index. */
export async function readBreakSides(ctx: Ctx, broken: readonly Broken[]): Promise<Map<string, Said>> {
  if (broken.length === 0) return new Map();
  const wanted = broken.map(({ id, source, orderId, paymentId, attemptId, lineId }) => ({
    id,
    source,
    order_id: orderId,
    payment_id: paymentId,
    attempt_id: attemptId,
    line_id: lineId,
  }));
  const rows = await ctx.db.execute<Row>(sql`
    with wanted as (select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w (id uuid, source text, order_id uuid, payment_id uuid, attempt_id uuid, line_id text))
    ${sql.raw(SAID)}`);
  return new Map(rows.map(({ id, ...said }) => [id, said]));
}
