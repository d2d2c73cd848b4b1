import { sql } from "drizzle-orm";
import { OPEN, type Rule } from "./rule";

/** What was sent, under which reference, and when another may be. */
export const ATTEMPT_RULES: Record<string, Rule> = {
  "at most one open attempt an order": () => sql`
    select o.id from o join attempts a on a.order_id = o.id where a.state in (${OPEN})
    group by o.id having count(*) > 1`,
  "an order in the provider's hands has its open attempt": () => sql`
    select o.id from o where (o.state in ('sending', 'accepted', 'in_doubt', 'review')) <>
      exists (select 1 from attempts a where a.order_id = o.id and a.state in (${OPEN}))`,
  "delivered at most once": () => sql`
    select o.id from o join attempts a on a.order_id = o.id where a.state = 'delivered'
    group by o.id having count(*) > 1`,
  "an attempt carries the reference and the body it was written with": () => sql`
    select o.id from o join attempts a on a.order_id = o.id
    where a.request ->> 'reference' is distinct from a.reference
      or a.request_hash <> encode(sha256(convert_to(a.request::text, 'UTF8')), 'hex')`,
  "nothing is sent without a lease": () => sql`
    select o.id from o join attempts a on a.order_id = o.id
    where a.last_sent_at >= a.lease_until or a.sends < 1 or a.lease_token = ''`,
  "a reference is made of its order's stem and a turn it has had": () => sql`
    select o.id from o join attempts a on a.order_id = o.id
    where left(a.reference, length(o.reference_stem) + 1) <> o.reference_stem || '-'
      or substr(a.reference, length(o.reference_stem) + 2) !~ '^[1-9][0-9]{0,8}$'
      or substr(a.reference, length(o.reference_stem) + 2)::int > o.reference_epoch`,
  "a reference never carries another body": () => sql`
    select o.id from o join attempts a on a.order_id = o.id group by o.id, a.reference having count(*) > 1`,
  "a new reference only after a rejection": () => sql`
    select o.id from o join attempts a on a.order_id = o.id
      join attempts before on before.order_id = a.order_id and before.n < a.n
    where before.state not in ('rejected', 'delivered')`,
  "what may have been sent is not cancelled": () => sql`
    select o.id from o join attempts a on a.order_id = o.id
    where o.state = 'cancelled' and (a.state <> 'rejected' or a.was_open)`,
};
