import { sql, type SQL } from "drizzle-orm";
import { ORDER_TRANSITIONS, PAYMENT_TRANSITIONS, type Transition } from "@/lib/core/transitions";
import { ORDER_ENDS, PAYMENT_ENDS, ROOM, type Rule } from "./rule";

/** A machine as rows of a `values` list; a note that changes no state may stand in any. */
const machine = (rows: readonly Transition[]): SQL =>
  sql.raw(rows.map((row) => `(${row.map((word) => `'${word}'`).join(", ")})`).join(", "));

const offTheMachine = (rows: readonly Transition[]): SQL => sql`
  e.from_state is not null and e.from_state <> e.to_state
  and (e.from_state, e.event, e.to_state) not in (${machine(rows)})`;

/** Where orders and payments stand, and that their histories tell how they got there. */
export const ORDER_RULES: Record<string, Rule> = {
  "delivered by evidence of an attempt": () => sql`
    select o.id from o where o.state = 'delivered'
      and not exists (select 1 from attempts a where a.order_id = o.id and a.state = 'delivered')`,
  "whatever is open is looked at again": ({ longest }) => sql`
    select o.id from o where o.state not in (${ORDER_ENDS}) and (o.next_action_at is null
      or o.next_action_at > app_now() + ${longest} or o.next_action_at < app_now() - ${ROOM})
    union all
    select p.id from p where p.state not in (${PAYMENT_ENDS}) and (p.next_action_at is null
      or p.next_action_at > app_now() + ${longest} or p.next_action_at < app_now() - ${ROOM})`,
  "what has ended sleeps": () => sql`
    select o.id from o where o.state in (${ORDER_ENDS}) and o.next_action_at is not null
    union all
    select p.id from p where p.state in (${PAYMENT_ENDS}) and p.next_action_at is not null`,
  "an end is left only by news": () => sql`
    select o.id from o join order_events e on e.order_id = o.id
    where e.from_state in (${ORDER_ENDS}) and e.to_state <> e.from_state
      and e.event not in ('payment_authorised', 'late_evidence', 'reversed')`,
  "states change by the rows of the machine": () => sql`
    select o.id from o join order_events e on e.order_id = o.id where ${offTheMachine(ORDER_TRANSITIONS)}
    union all
    select p.id from p join payment_events e on e.payment_id = p.id where ${offTheMachine(PAYMENT_TRANSITIONS)}`,
  "one event for each version of an order": () => sql`
    select o.id from o left join order_events e on e.order_id = o.id
    group by o.id, o.version, o.state having count(e.seq) <> o.version or max(e.seq) <> o.version
      or (array_agg(e.to_state order by e.seq desc))[1] <> o.state`,
  "one event for each version of a payment": () => sql`
    select p.id from p left join payment_events e on e.payment_id = p.id
    group by p.id, p.version, p.state having count(e.seq) <> p.version or max(e.seq) <> p.version
      or (array_agg(e.to_state order by e.seq desc))[1] <> p.state`,
  "each event begins where the last one ended": () => sql`
    select id from (
      select o.id, e.from_state, lag(e.to_state) over (partition by o.id order by e.seq) as before
      from o join order_events e on e.order_id = o.id
      union all
      select p.id, e.from_state, lag(e.to_state) over (partition by p.id order by e.seq)
      from p join payment_events e on e.payment_id = p.id) steps
    where from_state is distinct from before`,
};
