import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES, OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";

export interface Violation {
  /** What does not hold, in the words of the rules below. */
  rule: string;
  /** Order, payment or posting that breaks it. */
  id: string;
}

const list = (states: readonly string[]): SQL => sql.raw(states.map((state) => `'${state}'`).join(", "));
const OPEN = list(OPEN_ATTEMPT_STATES);
const ORDER_ENDS = list(FINAL_ORDER_STATES);
const PAYMENT_ENDS = list(FINAL_PAYMENT_STATES);

/** What an order is owed for: its total, less the share that did not arrive. */
const OWED = sql.raw(`case when o.state <> 'delivered' then 0
  when o.delivered_minor < o.face_minor and o.delivered_currency = o.face_currency
    then floor(o.total_minor::numeric * o.delivered_minor / o.face_minor)
  else o.total_minor end`);

/** Each query selects the ids that break its rule. Waits are given room: a busy or restarting worker breaks nothing. */
// oxlint-disable-next-line max-lines-per-function -- a flat table: one query a rule
function rulesOf(ctx: Ctx): Record<string, SQL> {
  const release = sql`${`${ctx.policy.releaseBeforeCaptureEnd} milliseconds`}::interval`;
  const longest = sql`${`${ctx.policy.scaled(15 * 60_000)} milliseconds`}::interval`;
  const room = sql.raw("interval '15 minutes'");
  return {
    "at most one open attempt an order": sql`
      select order_id::text from attempts where state in (${OPEN}) group by order_id having count(*) > 1`,
    "an order in the provider's hands has its open attempt": sql`
      select o.id::text from orders o where (o.state in ('sending', 'accepted', 'in_doubt', 'review')) <>
        exists (select 1 from attempts a where a.order_id = o.id and a.state in (${OPEN}))`,
    "delivered at most once": sql`
      select order_id::text from attempts where state = 'delivered' group by order_id having count(*) > 1`,
    "delivered by evidence of an attempt": sql`
      select o.id::text from orders o where o.state = 'delivered'
        and not exists (select 1 from attempts a where a.order_id = o.id and a.state = 'delivered')`,
    "no capture without a delivery": sql`
      select p.id::text from payments p where p.state in ('capturing', 'captured', 'refunding', 'refunded')
        and not exists (select 1 from orders o join order_events e on e.order_id = o.id
          where o.checkout_id = p.checkout_id and e.to_state = 'delivered')
        and not exists (select 1 from payment_events e where e.payment_id = p.id and e.event = 'was_captured')`,
    "no money moves while an attempt is open": sql`
      select p.id::text from payments p where p.state not in ('open', 'authorised', 'expired')
        and exists (select 1 from orders o join attempts a on a.order_id = o.id
          where o.checkout_id = p.checkout_id and a.state in (${OPEN}))`,
    "nothing is given back for what was delivered": sql`
      select p.id::text from payments p join orders o on o.checkout_id = p.checkout_id
      where p.state in ('voiding', 'voided')
        and not exists (select 1 from ledger_entries l where l.checkout_id = p.checkout_id and l.kind = 'write-off')
      group by p.id having sum(${OWED}) > 0`,
    "refunded at most what was captured, captured at most what was held": sql`
      select id::text from payments where not (0 <= refunded_minor and refunded_minor <= captured_minor and captured_minor <= amount_minor)`,
    "captured is what was delivered": sql`
      select p.id::text from payments p join orders o on o.checkout_id = p.checkout_id
      where p.state = 'captured'
        and not exists (select 1 from payment_events e where e.payment_id = p.id and e.event in ('refund_intended', 'was_captured'))
      group by p.id having p.captured_minor <> sum(${OWED})`,
    "one payment carries the sum of its orders": sql`
      select p.id::text from payments p join orders o on o.checkout_id = p.checkout_id
      group by p.id having p.amount_minor <> sum(o.total_minor) or bool_or(o.total_currency <> p.currency)`,
    "an attempt carries the reference it was written with": sql`
      select order_id::text from attempts where request ->> 'reference' is distinct from reference`,
    "a new reference only after a rejection": sql`
      select a.order_id::text from attempts a join attempts before on before.order_id = a.order_id and before.n < a.n
      where before.state not in ('rejected', 'delivered')`,
    "whatever is open is looked at again": sql`
      select id::text from orders where state not in (${ORDER_ENDS})
        and (next_action_at is null or next_action_at > app_now() + ${longest} or next_action_at < app_now() - ${room})
      union all
      select id::text from payments where state not in (${PAYMENT_ENDS})
        and (next_action_at is null or next_action_at > app_now() + ${longest} or next_action_at < app_now() - ${room})`,
    "what has ended sleeps": sql`
      select id::text from orders where state in (${ORDER_ENDS}) and next_action_at is not null
      union all
      select id::text from payments where state in (${PAYMENT_ENDS}) and next_action_at is not null`,
    "an end is left only by news": sql`
      select order_id::text from order_events where from_state in (${ORDER_ENDS})
        and event not in ('payment_authorised', 'late_evidence', 'reversed')`,
    "one event for each version of an order": sql`
      select o.id::text from orders o left join order_events e on e.order_id = o.id
      group by o.id having count(e.seq) <> o.version or max(e.seq) <> o.version
        or (array_agg(e.to_state order by e.seq desc))[1] <> o.state`,
    "one event for each version of a payment": sql`
      select p.id::text from payments p left join payment_events e on e.payment_id = p.id
      group by p.id having count(e.seq) <> p.version or max(e.seq) <> p.version
        or (array_agg(e.to_state order by e.seq desc))[1] <> p.state`,
    "nothing is held to the last day": sql`
      select id::text from payments where state = 'authorised' and capture_before - ${release} < app_now() - ${room}`,
    "postings sum to nought": sql`
      select posting_id::text from ledger_entries group by posting_id, currency having sum(micros) <> 0`,
    "what is held stands in the books": sql`
      select p.checkout_id::text from payments p join ledger_entries l on l.checkout_id = p.checkout_id
      where l.account = 'card-holds'
      group by p.id having (p.state in ('authorised', 'capturing', 'voiding')) <> (sum(l.micros) <> 0)`,
  };
}

/** Rules that hold at every moment, each as one query. Returns what breaks them; empty is well. For tests and a look once an hour. */
export async function checkInvariants(ctx: Ctx): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [rule, query] of Object.entries(rulesOf(ctx))) {
    const rows = await ctx.db.execute<{ id: string }>(sql`select id from (${query}) as broken (id)`);
    found.push(...rows.map(({ id }) => ({ rule, id })));
  }
  return found;
}
