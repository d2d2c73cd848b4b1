import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { assertMay } from "@/lib/core/permissions";
import { STEP } from "../rollups/count-changes";
import { sumFigures, type Counted } from "./sum-figures";
import type { SalesNow } from "./types";

interface NowRow extends Counted, Record<string, unknown> {
  ago: number;
  now: string;
}

/**
 * Today so far beside the same part of yesterday and of the same day last week, as a time zone counts days: whole half hours from the
 * rollup, the last one order by order.
 * @throws NotPermitted
 */
export async function readSalesNow(ctx: Ctx, { zone }: { zone: string }): Promise<SalesNow> {
  assertMay(ctx.actor, "orders.read");
  // `offset 0`: the planner takes a range inside a join for a ninth of the table and might read all of it; alone, for half a per cent.
  const rows = await ctx.db.execute<NowRow>(sql`
    with clock as (select app_now() as now, app_now() at time zone ${zone} as local),
    spans as (select ago, date_bin('30 minutes', (date_trunc('day', local) - ago * interval '1 day') at time zone ${zone}, '2000-01-01 00:00:00+00') as starts,
        (local - ago * interval '1 day') at time zone ${zone} as ends
      from clock cross join (values (0), (1), (7)) days (ago)),
    cut as (select ago, starts, date_bin('30 minutes', ends, '2000-01-01 00:00:00+00') as half, ends from spans),
    parts as (
      select ago, h.outcome, h.step, h.orders, h.unpriced, h.revenue_micros, h.profit_micros
        from cut cross join lateral (select * from sales_halves where at >= cut.starts and at < cut.half offset 0) h
      union all
      select ago, f.outcome, f.step, 1, f.unpriced::int, f.revenue_micros, f.profit_micros
        from cut cross join lateral (select *, ${STEP} as step from order_figures where created_at >= cut.half and created_at < cut.ends offset 0) f)
    select d.ago, coalesce(outcome, 'open') as outcome, coalesce(step, -1) as step, coalesce(sum(orders), 0)::int as orders,
      coalesce(sum(unpriced), 0)::int as unpriced, coalesce(sum(revenue_micros), 0)::text as revenue,
      coalesce(sum(profit_micros), 0)::text as profit, to_char(max(now) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now
    from (values (0), (1), (7)) d (ago) cross join clock left join parts on parts.ago = d.ago group by d.ago, outcome, step`);
  const of = (ago: number) => sumFigures(rows.filter((row) => row.ago === ago));
  return { at: rows[0]?.now ?? "", today: of(0), yesterday: of(1), lastWeek: of(7) };
}
