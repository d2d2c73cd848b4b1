import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts, importRuns, orders } from "@/db/schema";

/** Enough to tell, and cheap however large the shop is. */
const NEWEST_ORDERS = 50;

/**
 * Names of providers that did not answer when we last spoke to them: a top-up call of the newest orders, or the catalog import. Read from
 * our own rows; nobody is called.
 */
export async function readSilentProviders({ db }: Pick<Ctx, "db">): Promise<string[]> {
  const rows = await db.execute<{ provider: string }>(sql`
    with newest as (
      select id from ${orders} order by created_at desc nulls last, id desc nulls last limit ${NEWEST_ORDERS}
    ), spoken as (
      select provider,
        case when state = 'in_doubt' then last_sent_at else coalesce(settled_at, last_sent_at) end as at,
        state = 'in_doubt' as silent
      from ${attempts} where order_id in (select id from newest)
        and (state in ('accepted', 'delivered', 'rejected')
          or (state = 'in_doubt' and outcome ->> 'why' in ('timeout', 'reset', '5xx')))
      union all
      (select distinct on (provider) provider, finished_at, state = 'failed'
        from ${importRuns} where state <> 'running' order by provider, started_at desc)
    ), latest as (
      select distinct on (provider) provider, silent from spoken order by provider, at desc nulls last
    )
    select provider from latest where silent order by provider`);
  return [...rows].map(({ provider }) => provider);
}
