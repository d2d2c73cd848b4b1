import { sql } from "drizzle-orm";
import { OPEN, OWED, ROOM, type Rule } from "./rule";

/** What is held, charged and given back, against what arrived. */
export const PAYMENT_RULES: Record<string, Rule> = {
  "no capture without a delivery": () => sql`
    select p.id from p where p.state in ('capturing', 'captured', 'refunding', 'refunded')
      and not exists (select 1 from orders o join order_events e on e.order_id = o.id
        where o.checkout_id = p.checkout_id and e.to_state = 'delivered')
      and not exists (select 1 from payment_events e where e.payment_id = p.id and e.event = 'was_captured')`,
  "no money moves while an attempt is open": () => sql`
    select p.id from p where p.state not in ('open', 'authorised', 'expired')
      and exists (select 1 from orders o join attempts a on a.order_id = o.id
        where o.checkout_id = p.checkout_id and a.state in (${OPEN}))`,
  "nothing is given back for what was delivered": () => sql`
    select p.id from p join orders o on o.checkout_id = p.checkout_id
    where p.state in ('voiding', 'voided')
      and not exists (select 1 from ledger_entries l where l.checkout_id = p.checkout_id and l.kind = 'write-off')
    group by p.id having sum(${OWED}) > 0`,
  "no refund of what stays delivered, but by a person": () => sql`
    select p.id from p join orders o on o.checkout_id = p.checkout_id
    where p.refunded_minor > 0
      and not exists (select 1 from payment_events e
        where e.payment_id = p.id and e.event = 'refund_intended' and e.actor like 'staff:%')
      and not exists (select 1 from ledger_entries l where l.checkout_id = p.checkout_id and l.account = 'lost-sales')
    group by p.id, p.captured_minor, p.refunded_minor having p.captured_minor - p.refunded_minor < sum(${OWED})`,
  "refunded at most what was captured, captured at most what was held": () => sql`
    select p.id from p
    where not (0 <= p.refunded_minor and p.refunded_minor <= p.captured_minor and p.captured_minor <= p.amount_minor)`,
  "captured is what was delivered": () => sql`
    select p.id from p join orders o on o.checkout_id = p.checkout_id
    where p.state = 'captured'
      and not exists (select 1 from payment_events e where e.payment_id = p.id and e.event in ('refund_intended', 'was_captured'))
    group by p.id, p.captured_minor having p.captured_minor <> sum(${OWED})`,
  "one payment carries the sum of its orders": () => sql`
    select p.id from p left join orders o on o.checkout_id = p.checkout_id
    group by p.id, p.amount_minor, p.currency
    having p.amount_minor is distinct from sum(o.total_minor) or bool_or(o.total_currency <> p.currency)`,
  "every order has its payment": () => sql`
    select o.id from o where not exists (select 1 from payments p where p.checkout_id = o.checkout_id)`,
  "what was held names its payment intent, and no other payment has it": () => sql`
    select p.id from p where p.state not in ('open', 'expired') and (p.payment_intent_id is null
      or exists (select 1 from payments other where other.payment_intent_id = p.payment_intent_id and other.id <> p.id))`,
  "money moves by the one intent that stands": () => sql`
    select p.id from p left join money_intents i on i.payment_id = p.id and i.state = 'intended'
    group by p.id, p.state
    having (case p.state when 'capturing' then array['capture'] when 'voiding' then array['void']
      when 'refunding' then array['refund'] end) is distinct from array_agg(i.kind) filter (where i.id is not null)`,
  "refunded is what was confirmed": () => sql`
    select p.id from p left join money_intents i on i.payment_id = p.id and i.kind = 'refund' and i.state = 'confirmed'
    group by p.id, p.refunded_minor having p.refunded_minor <> coalesce(sum(i.amount_minor), 0) + coalesce((
      select sum((e.data -> 'amount' ->> 'minor')::bigint) from payment_events e
      where e.payment_id = p.id and e.event = 'paid_by_hand'), 0)`,
  "nothing is held to the last day": ({ release }) => sql`
    select p.id from p where p.state in ('authorised', 'capturing', 'voiding')
      and p.capture_before - ${release} < app_now() - ${ROOM}`,
};
