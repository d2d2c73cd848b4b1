import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { NOT_DELIVERED, TIME_STEPS } from "./delivery-times";

/** Hours that change all the time, and hours in which a doubt may still end. */
const FRESH_HOURS = 3;
const OPEN_HOURS = 30;
/** What staff look back on, and a rehearsal goes by. */
export const ATTEMPT_DAYS = 31;

/** Counts the attempts that began in some hours anew. @param hours from so many hours ago, rounded down, until so many hours ago (0: now) */
async function countHours(ctx: Ctx, hours: { from: number; until: number }): Promise<void> {
  await runStatement(ctx, (place) => {
    const ago = (n: number) => `(date_trunc('hour', app_now(), 'UTC') - ${place(`${n} hours`)}::interval)`;
    const [since, until] = [
      ago(hours.from),
      hours.until === 0 ? "'infinity'::timestamptz" : ago(hours.until),
    ];
    const steps = `${place(`{${TIME_STEPS.join(",")}}`)}::float8[]`;
    return `with tried as (
        select a.provider, o.operator_id, date_trunc('hour', a.created_at, 'UTC') as hour, a.state, a.cost_micros, a.cost_currency,
          case a.state when 'delivered' then 'delivered' when 'in_doubt' then 'in-doubt' when 'abandoned' then 'abandoned'
            when 'rejected' then coalesce(a.outcome ->> 'code', 'refused') else 'open' end as ended,
          extract(epoch from a.settled_at - a.created_at) * 1000 as ms
        from unnest(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[]) p(name)
        cross join lateral (select * from attempts t where t.provider = p.name and t.created_at >= ${since} and t.created_at < ${until}) a
        join orders o on o.id = a.order_id
      ), counted as (
        select provider, operator_id, hour, ended,
          case when ended = 'delivered' and ms is not null then width_bucket(ms::float8, ${steps}) else ${NOT_DELIVERED} end as step,
          count(*)::int as attempts, coalesce(sum(cost_micros) filter (where ended = 'delivered'), 0) as cost, min(cost_currency) as currency
        from tried group by 1, 2, 3, 4, 5
      ), gone as (
        delete from attempt_hours h where h.hour >= ${since} and h.hour < ${until} and not exists (
          select 1 from counted n where (n.provider, n.hour, n.operator_id, n.ended, n.step) = (h.provider, h.hour, h.operator_id, h.ended, h.step))
      )
      insert into attempt_hours as h (provider, operator_id, hour, ended, step, attempts, cost_micros, cost_currency)
      select * from counted order by provider, hour, operator_id, ended, step
      on conflict (provider, hour, operator_id, ended, step) do update
        set attempts = excluded.attempts, cost_micros = excluded.cost_micros, cost_currency = excluded.cost_currency
        where (h.attempts, h.cost_micros) is distinct from (excluded.attempts, excluded.cost_micros)`;
  });
}

/** How the attempts of the last hours ended. Once a minute; it bears running twice at once. */
export const rollUpAttempts = (ctx: Ctx): Promise<void> => countHours(ctx, { from: FRESH_HOURS, until: 0 });

/** Days before today without a single hour counted, though somebody was asked in them; as how many days ago they are. */
async function findMissingDays(ctx: Ctx): Promise<number[]> {
  const rows = await runStatement(
    ctx,
    (place) => `select n from generate_series(2, ${place(ATTEMPT_DAYS)}::int) n,
        lateral (select date_trunc('hour', app_now(), 'UTC') - n * interval '1 day' as since) d
      where not exists (select from unnest(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[]) p(name)
          join attempt_hours h on h.provider = p.name and h.hour >= d.since and h.hour < d.since + interval '1 day')
        and exists (select from unnest(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[]) p(name)
          join attempts a on a.provider = p.name and a.created_at >= d.since and a.created_at < d.since + interval '1 day')
      order by n`,
  );
  return rows.map(([n]) => Number(n));
}

/** Counts once more what a late answer may have changed, and days that were never counted; what is older than staff look back on goes. */
export async function settleAttemptHours(ctx: Ctx): Promise<void> {
  await countHours(ctx, { from: OPEN_HOURS, until: 0 });
  for (const day of await findMissingDays(ctx))
    await countHours(ctx, { from: day * 24, until: (day - 1) * 24 });
  await runStatement(
    ctx,
    (
      place,
    ) => `delete from attempt_hours where hour < app_now() - ${place(`${2 * ATTEMPT_DAYS} days`)}::interval
      and provider = any(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[])`,
  );
}
