import { sql, type SQL } from "drizzle-orm";
import { TIME_STEPS } from "../delivery-times";

/** The step of the scale of times it took; -1 where no time is known. */
export const STEP = sql.raw(
  `coalesce(width_bucket(took_ms::float8, '{${TIME_STEPS.join(",")}}'::float8[]), -1)`,
);

/** The half hour of an order's birth. */
export const HALF = sql.raw(`date_bin('30 minutes', created_at, '2000-01-01 00:00:00+00')`);

/** What an order is counted by, one thing at a time. */
export const BY_SCOPE = sql.raw(
  `(values ('country', country::text), ('operator', operator_id::text), ('provider', provider), ('kind', kind)) told (scope, key)`,
);

/** Its day in UTC. */
export const DAY = sql.raw(`(created_at at time zone 'UTC')::date`);

const SUMS =
  sql.raw(`sum(sign)::int as orders, sum(sign * unpriced::int)::int as unpriced, sum(sign * revenue_micros)::bigint as revenue_micros,
  sum(sign * cost_micros)::bigint as cost_micros, sum(sign * profit_micros)::bigint as profit_micros`);

const CHANGED = sql.raw(`sum(sign) <> 0 or sum(sign * unpriced::int) <> 0 or sum(sign * revenue_micros) <> 0
  or sum(sign * cost_micros) <> 0 or sum(sign * profit_micros) <> 0`);

/** Adds what is new to what stands. */
const added = (table: string, columns: readonly string[]): SQL =>
  sql.raw(columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(", "));

const COUNTED = ["orders", "unpriced", "revenue_micros", "cost_micros", "profit_micros"];

/**
 * Inserts that bring a change of figures into each rollup, as parts of a statement. `source` has the columns of the figures and a `sign`: 1 for
 * what is to count, -1 for what counts no more. Rows are touched in the order of their keys.
 */
export const countChanges = (source: SQL): SQL => sql`
  in_halves as (
    insert into sales_halves (at, outcome, step, orders, unpriced, revenue_micros, cost_micros, profit_micros)
    select ${HALF} as half, outcome, ${STEP} as step, ${SUMS} from ${source} group by 1, 2, 3 having ${CHANGED} order by 1, 2, 3
    on conflict (at, outcome, step) do update set ${added("sales_halves", COUNTED)}),
  in_slices as (
    insert into sales_slices (day, scope, key, outcome, orders, unpriced, revenue_micros, cost_micros, profit_micros)
    select ${DAY} as day, told.scope, told.key, outcome, ${SUMS}
    from ${source} cross join lateral ${BY_SCOPE} group by 1, 2, 3, 4 having ${CHANGED} order by 1, 2, 3, 4
    on conflict (day, scope, key, outcome) do update set ${added("sales_slices", COUNTED)}),
  in_times as (
    insert into sales_times (scope, key, day, step, orders)
    select told.scope, told.key, ${DAY} as day, ${STEP} as step, sum(sign)::int
    from ${source} cross join lateral (values ('country', country::text), ('operator', operator_id::text), ('provider', provider)) told (scope, key)
    where took_ms is not null group by 1, 2, 3, 4 having sum(sign) <> 0 order by 1, 2, 3, 4
    on conflict (scope, key, day, step) do update set ${added("sales_times", ["orders"])})`;
