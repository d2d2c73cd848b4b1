import { inArray, sql, type SQL } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { operators } from "@/db/schema";
import { groupBy } from "@/lib/core/group-by";
import { BY_SCOPE, STEP } from "../rollups/count-changes";
import type { Span } from "./span-of";
import { COUNTED_SUMS, sumFigures, type Counted } from "./sum-figures";
import type { Slice, SliceScope } from "./types";

/** Slices shown of each scope: the largest. */
const SHOWN = 25;
const SCOPES: readonly SliceScope[] = ["country", "operator", "provider", "kind"];

interface SliceRow extends Counted, Record<string, unknown> {
  scope: SliceScope;
  key: string;
}

/**
 * The whole days in UTC between two moments, and the broken ones before and after them; a short span is all broken. The day of a span that ends
 * now is whole: nothing was bought after it.
 */
const cuts = ({ from, to }: Pick<Span, "from" | "to">): SQL => sql`
  ends as (select ${from}::timestamptz as starts, ${to}::timestamptz as ends, app_now() as now),
  utc as (select starts, ends, date_trunc('day', starts + interval '1 day' - interval '1 microsecond', 'UTC') as first,
    date_trunc('day', ends + case when ends > now - interval '1 minute' then interval '1 day' else interval '0' end, 'UTC') as last from ends),
  cut as (select starts, ends, least(first, ends) as first, greatest(last, least(first, ends)) as last from utc)`;

const broken = (columns: string): SQL => sql`(
    select ${sql.raw(columns)} from order_figures f where f.created_at >= (select starts from cut) and f.created_at < (select first from cut)
    union all
    select ${sql.raw(columns)} from order_figures f where f.created_at >= (select last from cut) and f.created_at < (select ends from cut))`;

const KEYS =
  "country, operator_id, provider, kind, outcome, 1 as orders, unpriced::int as unpriced, revenue_micros, profit_micros";
const COUNTS = sql.raw("outcome, orders, unpriced, revenue_micros, profit_micros");

/** Whole days as they are counted, broken ones order by order. */
function readCounts(ctx: Ctx, span: Span): Promise<SliceRow[]> {
  return ctx.db.execute<SliceRow>(sql`
    with ${cuts(span)},
    counted as (
      select scope, key, ${COUNTS} from sales_slices
        where day >= (select (first at time zone 'UTC')::date from cut) and day < (select (last at time zone 'UTC')::date from cut)
      union all select told.scope, told.key, ${COUNTS} from ${broken(KEYS)} edges cross join lateral ${BY_SCOPE})
    select scope, key, outcome, -1 as step, ${sql.raw(COUNTED_SUMS)} from counted group by 1, 2, 3`);
}

interface TimeRow extends Record<string, unknown> {
  scope: SliceScope;
  key: string;
  step: number;
  orders: number;
}

/** Times of the slices that are shown, a step twice where days are broken; those of kinds are not counted. */
function readTimes(ctx: Ctx, span: Span, shown: readonly Slice[][]): Promise<TimeRow[]> {
  const keys = SCOPES.flatMap((scope, n) => (shown[n] ?? []).map(({ key }) => ({ scope, key })));
  const asked = sql`jsonb_to_recordset(${JSON.stringify(keys.filter(({ scope }) => scope !== "kind"))}::jsonb) as asked (scope text, key text)`;
  return ctx.db.execute<TimeRow>(sql`
    with ${cuts(span)}
    select asked.scope, asked.key, counted.step, counted.orders from ${asked} cross join lateral (
      select step, sum(orders)::int as orders from sales_times t where t.scope = asked.scope and t.key = asked.key
        and t.day >= (select (first at time zone 'UTC')::date from cut) and t.day < (select (last at time zone 'UTC')::date from cut)
      group by 1) counted
    union all
    select told.scope, told.key, ${STEP} as step, count(*)::int
    from ${broken("country, operator_id, provider, took_ms")} edges
    cross join lateral (values ('country', country::text), ('operator', operator_id::text), ('provider', provider)) told (scope, key)
    where took_ms is not null group by 1, 2, 3`);
}

function largest(rows: readonly SliceRow[], scope: SliceScope): { shown: Slice[]; more: number } {
  const own = rows.filter((row) => row.scope === scope && row.key !== "");
  const all = [...groupBy(own, ({ key }) => key)].map(([key, counts]): Slice => {
    return { key, name: key, country: scope === "country" ? key : null, figures: sumFigures(counts) };
  });
  const sorted = all
    .filter(({ figures }) => figures.orders > 0)
    .toSorted((a, b) => b.figures.orders - a.figures.orders || (a.key < b.key ? -1 : 1));
  return { shown: sorted.slice(0, SHOWN), more: Math.max(0, sorted.length - SHOWN) };
}

async function nameOperators(ctx: Ctx, slices: Slice[]): Promise<Slice[]> {
  if (slices.length === 0) return [];
  const ids = slices.map(({ key }) => key);
  const rows = await ctx.db
    .select({ id: operators.id, name: operators.name, country: operators.country })
    .from(operators)
    .where(inArray(operators.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return slices.map((slice) => ({ ...slice, ...named(byId.get(slice.key), slice.key) }));
}

const named = (row: { name: string; country: string } | undefined, key: string) => ({
  name: row?.name ?? key,
  country: row?.country ?? null,
});

/** The largest countries, operators, providers and kinds of a span. */
export async function readSlices(
  ctx: Ctx,
  span: Span,
): Promise<{ slices: Record<SliceScope, Slice[]>; more: Record<SliceScope, number> }> {
  const rows = await readCounts(ctx, span);
  const found = SCOPES.map((scope) => largest(rows, scope));
  const shown = found.map((one) => one.shown);
  const [times, known] = await together(readTimes(ctx, span, shown), nameOperators(ctx, shown[1] ?? []));
  const timed = (scope: SliceScope, slices: Slice[]): Slice[] =>
    slices.map((slice) => {
      const own = times.filter((row) => row.scope === scope && row.key === slice.key);
      const counts = rows.filter((row) => row.scope === scope && row.key === slice.key);
      return { ...slice, figures: sumFigures(counts, own) };
    });
  const [countries = [], , providers = [], kinds = []] = shown;
  const [c, o, p, k] = found.map(({ more }) => more);
  return {
    slices: {
      country: timed("country", countries),
      operator: timed("operator", known),
      provider: timed("provider", providers),
      kind: timed("kind", kinds),
    },
    more: { country: c ?? 0, operator: o ?? 0, provider: p ?? 0, kind: k ?? 0 },
  };
}
