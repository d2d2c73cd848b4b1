import { sql } from "drizzle-orm";
import type { Rule } from "./rule";

/** What the books say of the checkouts that are looked at. */
export const LEDGER_RULES: Record<string, Rule> = {
  "postings sum to nought": () => sql`
    select l.posting_id from ledger_entries l where l.posting_id in (
      select posting_id from ledger_entries where checkout_id in (select id from scope)
      union select entry.posting_id from o join ledger_entries entry on entry.order_id = o.id)
    group by l.posting_id, l.currency having sum(l.micros) <> 0`,
  "what is held stands in the books": () => sql`
    select p.id from p left join ledger_entries l on l.checkout_id = p.checkout_id and l.account = 'card-holds'
    group by p.id, p.state having (p.state in ('authorised', 'capturing', 'voiding')) <> (coalesce(sum(l.micros), 0) <> 0)`,
  "what is abandoned is booked as a suspected loss": () => sql`
    select o.id from o join attempts a on a.order_id = o.id and a.state = 'abandoned'
    where not exists (select 1 from ledger_entries l where l.order_id = o.id and l.account = 'suspected-loss')`,
};
