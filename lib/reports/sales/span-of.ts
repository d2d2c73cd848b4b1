import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import type { BucketUnit, Period } from "./types";

export interface Span {
  /** ISO moments; the end is not in it. */
  from: string;
  to: string;
  unit: BucketUnit;
  /** Every bucket of it, as the zone's clock shows its beginning. */
  buckets: string[];
  roundedZone: boolean;
}

const DAYS = { today: 1, "7": 7, "30": 30, "90": 90 };
const HOURLY_UP_TO = 2;
const DAILY_UP_TO = 100;

function daysOf({ name, from, to }: Period): number {
  if (name !== "custom") return DAYS[name];
  return Math.round((Date.parse(to ?? "") - Date.parse(from ?? "")) / 86_400_000) + 1;
}

const unitOf = (days: number): BucketUnit =>
  days <= HOURLY_UP_TO ? "hour" : days <= DAILY_UP_TO ? "day" : "week";

/** How a moment is written on a zone's clock. */
export const BUCKET_FORMAT = sql.raw(`'YYYY-MM-DD"T"HH24:MI'`);

/** Rollups count by half hours. */
const binned = (moment: SQL): SQL => sql`date_bin('30 minutes', ${moment}, '2000-01-01 00:00:00+00')`;

/** The moments a period lies between by the database's clock, and the buckets it is told in. */
export async function spanOf(ctx: Ctx, period: Period): Promise<Span> {
  const days = daysOf(period);
  const unit = unitOf(days);
  const { zone } = period;
  const first =
    period.name === "custom"
      ? sql`${period.from}::date::timestamp`
      : sql`date_trunc('day', app_now() at time zone ${zone}) - ${`${days - 1} days`}::interval`;
  const last =
    period.name === "custom"
      ? sql`${period.to}::date::timestamp + interval '1 day'`
      : sql`app_now() at time zone ${zone}`;
  const [row] = await ctx.db.execute<{ from: string; to: string; buckets: string[]; rounded: boolean }>(sql`
    with clock as (select ${first} as first, ${last} as last),
    span as (select first, last, ${binned(sql`first at time zone ${zone}`)} as starts,
      ${period.name === "custom" ? binned(sql`last at time zone ${zone}`) : sql`app_now()`} as ends from clock)
    select to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "from",
      to_char(ends at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "to",
      starts <> first at time zone ${zone} as rounded,
      (select jsonb_agg(to_char(b, ${BUCKET_FORMAT}) order by b)
        from generate_series(date_trunc(${unit}, first), last - interval '1 microsecond', ${`1 ${unit}`}::interval) b) as buckets
    from span`);
  if (!row) throw new Error("The database has no clock");
  return { from: row.from, to: row.to, unit, buckets: row.buckets, roundedZone: row.rounded };
}
