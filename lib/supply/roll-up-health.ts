import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { BROKEN_BY } from "./note-circuit";

/** The newest attempts of a provider that are looked at: enough to tell, however large the shop is. */
const NEWEST = 10_000;

/** How each provider did for each operator in the last hours. Once a minute; it bears running twice at once. */
export async function rollUpHealth(ctx: Ctx): Promise<void> {
  await runStatement(ctx, (place) => {
    const broken = [...BROKEN_BY, "refused"].map(place).join(", ");
    const since = `app_now() - ${place(`${ctx.policy.healthWindow} milliseconds`)}::interval`;
    return `with tried as (
        select p.name as provider, a.operator_id, a.state = 'delivered' as delivered,
          a.state in ('in_doubt', 'abandoned') or (a.state = 'rejected' and a.outcome ->> 'code' in (${broken})) as failed,
          extract(epoch from a.settled_at - a.created_at) * 1000 as ms
        from unnest(${place(`{${PROVIDER_NAMES.join(",")}}`)}::text[]) p(name)
        cross join lateral (
          select o.operator_id, t.state, t.outcome, t.created_at, t.settled_at from attempts t
          join orders o on o.id = t.order_id
          where t.provider = p.name and t.created_at > ${since} order by t.created_at desc limit ${NEWEST}) a
      ), health as (
        select provider, operator_id, count(*) filter (where delivered) as delivered, count(*) filter (where failed) as failed,
          percentile_disc(0.5) within group (order by ms) filter (where delivered) as p50,
          percentile_disc(0.95) within group (order by ms) filter (where delivered) as p95
        from tried group by provider, operator_id
      ), gone as (
        delete from supply_health h
        where not exists (select 1 from health n where n.provider = h.provider and n.operator_id = h.operator_id)
      )
      insert into supply_health (provider, operator_id, delivered, failed, p50_ms, p95_ms)
      select provider, operator_id, delivered, failed, p50, p95 from health order by provider, operator_id
      on conflict (provider, operator_id) do update set delivered = excluded.delivered, failed = excluded.failed,
        p50_ms = excluded.p50_ms, p95_ms = excluded.p95_ms, at = app_now()`;
  });
}
