import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { foldFigures } from "../rollups/fold-figures";
import { seedOrders } from "../testing";
import { readPeriod } from "./read-period";
import { readSales } from "./read-sales";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner" } };
}, 60_000);
afterAll(() => database.close());

const period = (zone: string, from: string, to: string) => readPeriod({ tz: zone, from, to }).period;

/** The orders of each bucket, half hour by half hour: each belongs where the zone's clock stands in its middle. */
async function countEach(unit: string, zone: string): Promise<Record<string, number>> {
  const rows = await ctx.db.execute<{ at: string; orders: number }>(sql`
    select to_char(date_trunc(${unit}, (at + interval '15 minutes') at time zone ${zone}), 'YYYY-MM-DD"T"HH24:MI') as at, sum(orders)::int as orders
    from sales_halves group by 1`);
  return Object.fromEntries(rows.map(({ at, orders }) => [at, orders]));
}

describe("each half hour is counted once, in its own bucket", () => {
  beforeAll(async () => {
    // From four days before Europe's and America's clocks are put back until four days after.
    await ctx.db.execute(sql`
      insert into sales_halves (at, outcome, step, orders, revenue_micros)
      select at, 'delivered', step, 1 + extract(epoch from at)::bigint / 1800 % 7 + step, 1000000
      from generate_series(timestamptz '2026-10-21 00:00+00', timestamptz '2026-11-05 00:00+00', interval '30 minutes') at, generate_series(0, 2) step`);
  });

  test.each([
    ["UTC", "2026-10-24", "2026-10-25", "hour"],
    // 01:00 to 02:00 comes twice.
    ["Europe/London", "2026-10-25", "2026-10-25", "hour"],
    ["America/New_York", "2026-10-31", "2026-11-01", "hour"],
    // Put on by half an hour at the beginning of October, and beside UTC by a quarter.
    ["Australia/Lord_Howe", "2026-10-25", "2026-10-26", "hour"],
    ["Asia/Kathmandu", "2026-10-25", "2026-10-28", "day"],
    ["Europe/London", "2026-10-23", "2026-10-29", "day"],
    ["Africa/Lagos", "2026-10-22", "2026-11-03", "day"],
  ])("%s from %s to %s by the %s", async (zone, from, to, unit) => {
    const view = await readSales(ctx, period(zone, from, to));
    const counted = await countEach(unit, zone);
    expect(view.unit).toBe(unit);
    expect(view.buckets.length).toBeGreaterThan(1);
    for (const { at, figures } of view.buckets) expect([at, figures.orders]).toEqual([at, counted[at]]);
    const all = view.buckets.reduce((sum, { figures }) => sum + figures.orders, 0);
    expect(view.total.orders).toBe(all);
  });
});

describe("slices", () => {
  beforeAll(async () => {
    await ctx.db.execute(sql`delete from sales_halves`);
    await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: 12 }));
    await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: 5 }));
    await ctx.db.execute(sql`
      update attempts set settled_at = created_at + interval '90 seconds' where order_id in (select id from orders order by id limit 9)`);
    await foldFigures(ctx);
  });

  test.each([
    ["whole days", "UTC", "2026-10-30", "2026-11-03"],
    ["a day broken at both ends", "Asia/Kolkata", "2026-11-01", "2026-11-01"],
  ])("%s: of each kind, all orders together, their times as well", async (_, zone, from, to) => {
    const { slices, total } = await readSales(ctx, period(zone, from, to));
    expect(total.orders).toBe(17);
    for (const scope of ["country", "operator", "provider", "kind"] as const)
      expect(slices[scope].reduce((sum, { figures }) => sum + figures.orders, 0)).toBe(17);
    expect(slices.operator.map(({ figures }) => figures.orders)).toEqual([12, 5]);
    const [country] = slices.country;
    expect([country?.figures.medianMs, country?.figures.p95Ms]).toEqual([total.medianMs, total.p95Ms]);
    expect(total.medianMs).not.toBeNull();
  });
});
