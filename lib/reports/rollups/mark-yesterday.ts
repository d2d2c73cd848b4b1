import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { REPORTING_CURRENCY } from "../reporting-currency";

/**
 * Has yesterday's orders counted once more, when the rates of their day are final; the first call of a day does it, those after find that it
 * was done. A rate of the day itself is the newest one known when an order was folded.
 */
export async function markYesterday(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    with today as (select (app_now() at time zone 'UTC')::date as day),
    first as (insert into figure_days (day) select day from today on conflict do nothing returning day)
    insert into figure_marks (checkout_id)
    select distinct e.checkout_id from first join ledger_entries e
      on e.at >= (first.day - 1)::timestamp at time zone 'UTC' and e.at < first.day::timestamp at time zone 'UTC'
    where e.checkout_id is not null and e.currency <> ${REPORTING_CURRENCY}
    union all
    select distinct o.checkout_id from first join ledger_entries e
      on e.at >= (first.day - 1)::timestamp at time zone 'UTC' and e.at < first.day::timestamp at time zone 'UTC'
      join orders o on o.id = e.order_id
    where e.checkout_id is null and e.currency <> ${REPORTING_CURRENCY}`);
}
