import { sql } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { groupBy } from "@/lib/core/group-by";
import { assertMay } from "@/lib/core/permissions";
import { readSlices } from "./read-slices";
import { BUCKET_FORMAT, spanOf, type Span } from "./span-of";
import { COUNTED_SUMS, sumFigures, type Counted } from "./sum-figures";
import type { Period, SalesView } from "./types";

/** A half hour belongs to the day that its middle lies in: days of some zones begin at a quarter. */
const MIDDLE = sql.raw("interval '15 minutes'");

/** The half hours of a bucket lie side by side, also where a clock is put back: each bucket is one stretch of the index. */
async function readBuckets(
  ctx: Ctx,
  { from, to, unit }: Span,
  zone: string,
): Promise<(Counted & { at: string })[]> {
  return ctx.db.execute<Counted & { at: string } & Record<string, unknown>>(sql`
    with halves as (select at, date_trunc(${unit}, (at + ${MIDDLE}) at time zone ${zone}) as bucket
      from generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 microsecond', interval '30 minutes') at),
    buckets as materialized (select bucket, min(at) as first, max(at) as last from halves group by 1)
    select to_char(bucket, ${BUCKET_FORMAT}) as at, counted.* from buckets cross join lateral (
      select outcome, step, ${sql.raw(COUNTED_SUMS)} from sales_halves s where s.at between first and last group by 1, 2) counted`);
}

/**
 * How a period went: as a whole, by the hour, day or week, and by country, operator, provider and kind, the largest first. From the rollups
 * alone but for the broken days at its ends.
 * @throws NotPermitted
 */
export async function readSales(ctx: Ctx, period: Period): Promise<SalesView> {
  assertMay(ctx.actor, "orders.read");
  const span = await spanOf(ctx, period);
  const [rows, { slices, more }] = await together(readBuckets(ctx, span, period.zone), readSlices(ctx, span));
  const byBucket = groupBy(rows, ({ at }) => at);
  return {
    from: span.from,
    to: span.to,
    unit: span.unit,
    roundedZone: span.roundedZone,
    total: sumFigures(rows),
    buckets: span.buckets.map((at) => ({ at, figures: sumFigures(byBucket.get(at) ?? []) })),
    slices,
    more,
  };
}
