import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { NOT_THE_OPERATORS } from "@/lib/providers/not-the-operators";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { DELIVERY_DAYS } from "./delivery-days";
import { NOT_DELIVERED, TIME_STEPS, usualTime } from "./delivery-times";

/** Days that may still change: an answer may come late. */
const OPEN_DAYS = 2;
/** The newest attempts of a provider that are looked at: enough to tell, however large the shop is. */
const NEWEST = 200_000;
const HOUR_MS = 3_600_000;
/** An order of the last hour that is open for longer than that is late. */
const LATE_MS = 120_000;

/**
 * Orders since a moment with their operator, how they stand and how long they took: each once, from its attempts, found by the provider's
 * index. `ended`: delivered, failed or null while it is open, or when it says nothing of the operator.
 */
const ordersSince = (place: Place, since: string): string => `
  tried as (
    select a.order_id, min(a.created_at) as began, max(a.settled_at) as settled,
      (array_agg(a.outcome ->> 'code' order by a.n desc))[1] as code
    from unnest(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[]) p(name)
    cross join lateral (
      select order_id, n, created_at, settled_at, outcome from attempts t
      where t.provider = p.name and t.created_at >= ${since} order by t.created_at desc limit ${NEWEST}) a
    group by a.order_id
  ), done as (
    select o.operator_id, t.began,
      case when o.state = 'delivered' then 'delivered'
        when o.state = 'undeliverable' and not coalesce(t.code = any(${place(`{${NOT_THE_OPERATORS.join(",")}}`)}::text[]), false) then 'failed'
        when o.state in ('sending', 'accepted', 'in_doubt', 'review') then 'open' end as ended,
      extract(epoch from t.settled - t.began) * 1000 as ms
    from tried t join orders o on o.id = t.order_id
  )`;

/** Counts the last days anew. What is older stands. */
async function countDays(ctx: Ctx): Promise<void> {
  await runStatement(ctx, (place) => {
    const since = `date_trunc('day', app_now(), 'UTC') - ${place(`${OPEN_DAYS} days`)}::interval`;
    const steps = `${place(`{${TIME_STEPS.join(",")}}`)}::float8[]`;
    return `with ${ordersSince(place, since)}, counted as (
        select operator_id, (began at time zone 'UTC')::date as day,
          case when ended = 'failed' then ${NOT_DELIVERED} else width_bucket(ms::float8, ${steps}) end as step, count(*) as orders
        from done where ended = 'failed' or (ended = 'delivered' and ms is not null) group by 1, 2, 3
      ), gone as (
        delete from delivery_counts c where c.day >= (${since})::date
          and not exists (select 1 from counted n where (n.operator_id, n.day, n.step) = (c.operator_id, c.day, c.step))
      ), old as (
        delete from delivery_counts where day < (app_now() - ${place(`${2 * DELIVERY_DAYS} days`)}::interval)::date
      )
      insert into delivery_counts (operator_id, day, step, orders) select * from counted order by 1, 2, 3
      on conflict (operator_id, day, step) do update set orders = excluded.orders where delivery_counts.orders <> excluded.orders`;
  });
}

interface Summary {
  operatorId: string;
  delivered: number;
  failed: number;
  usualMs: number | null;
}

async function sumUp(ctx: Ctx): Promise<Summary[]> {
  const rows = await runStatement(
    ctx,
    (place) => `select operator_id, step, sum(orders)::int from delivery_counts
      where day > (app_now() - ${place(`${DELIVERY_DAYS} days`)}::interval)::date group by 1, 2`,
  );
  const byOperator = new Map<string, { step: number; orders: number }[]>();
  for (const [operatorId, step, orders] of rows) {
    const counts = byOperator.get(String(operatorId)) ?? [];
    counts.push({ step: Number(step), orders: Number(orders) });
    byOperator.set(String(operatorId), counts);
  }
  const sum = (counts: { orders: number }[]) => counts.reduce((all, { orders }) => all + orders, 0);
  return [...byOperator].map(([operatorId, counts]) => ({
    operatorId,
    delivered: sum(counts.filter(({ step }) => step !== NOT_DELIVERED)),
    failed: sum(counts.filter(({ step }) => step === NOT_DELIVERED)),
    usualMs: usualTime(counts),
  }));
}

/** How deliveries of the last weeks went, an operator a row. Every few minutes; it bears running twice at once. */
export async function rollUpDeliveries(ctx: Ctx): Promise<void> {
  await countDays(ctx);
  const summaries = await sumUp(ctx);
  await runStatement(
    ctx,
    (place) => `insert into delivery_records (operator_id, delivered, failed, usual_ms)
      select s."operatorId", s.delivered, s.failed, s."usualMs"
      from jsonb_to_recordset(${place(summaries)}::jsonb) as s("operatorId" uuid, delivered int, failed int, "usualMs" int)
      order by 1
      on conflict (operator_id) do update set delivered = excluded.delivered, failed = excluded.failed, usual_ms = excluded.usual_ms, at = app_now()`,
  );
}

/** How the last hour goes, beside the weeks before. Once a minute; it bears running twice at once. */
export async function rollUpLastHour(ctx: Ctx): Promise<void> {
  await runStatement(ctx, (place) => {
    const ago = (ms: number) => `app_now() - ${place(`${ctx.policy.scaled(ms)} milliseconds`)}::interval`;
    return `with ${ordersSince(place, ago(HOUR_MS))}, hour as (
        select operator_id, count(*) filter (where ended = 'delivered')::int as delivered, count(*) filter (where ended = 'failed')::int as failed,
          count(*) filter (where ended = 'open' and began < ${ago(LATE_MS)})::int as waiting,
          (percentile_disc(0.5) within group (order by ms) filter (where ended = 'delivered'))::int as ms
        from done group by operator_id
      ), quiet as (
        update delivery_records r set recent_delivered = 0, recent_failed = 0, recent_waiting = 0, recent_ms = null
        where r.recent_delivered + r.recent_failed + r.recent_waiting > 0
          and not exists (select 1 from hour h where h.operator_id = r.operator_id)
      )
      insert into delivery_records (operator_id, recent_delivered, recent_failed, recent_waiting, recent_ms)
      select operator_id, delivered, failed, waiting, ms from hour order by operator_id
      on conflict (operator_id) do update set recent_delivered = excluded.recent_delivered, recent_failed = excluded.recent_failed,
        recent_waiting = excluded.recent_waiting, recent_ms = excluded.recent_ms`;
  });
}
