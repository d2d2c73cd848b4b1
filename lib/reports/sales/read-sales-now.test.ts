import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Ctx } from "@/db/context";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { NotPermitted } from "@/lib/core/permissions";
import { foldFigures } from "../rollups/fold-figures";
import { seedOrders } from "../testing";
import { readSalesNow } from "./read-sales-now";

/** 10:10 in Kolkata, whose days begin at 18:30 UTC; in UTC it is 04:40. */
const NOW = "2026-11-20 04:40+00";
const ZONE = "Asia/Kolkata";
const BORN = [
  "2026-11-20 04:35+00", // today, in the half hour that is not over
  "2026-11-20 01:00+00", // today
  "2026-11-19 18:31+00", // today by Kolkata's clock alone
  "2026-11-19 18:29+00", // yesterday, after this time
  "2026-11-19 04:45+00", // yesterday, after this time, in the same half hour
  "2026-11-19 04:39+00", // yesterday, before this time
  "2026-11-18 18:31+00", // yesterday by Kolkata's clock alone
  "2026-11-18 18:29+00", // the day before
  "2026-11-13 04:45+00", // last week, after this time
  "2026-11-13 04:39+00", // last week, before this time
];

/** What each brought, in micros. */
const EACH = 11_420_000;

let database: TestDatabase;
let ctx: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner" } };
  await ctx.db.execute(sql`insert into app_clock (ahead) values (${NOW}::timestamptz - now())`);
  await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: BORN.length }));
  await ctx.db.execute(sql`
    update orders set created_at = born.at
    from (select id, row_number() over (order by id) as n from orders) o
    join (select n, at::timestamptz as at from jsonb_array_elements_text(${JSON.stringify(BORN)}::jsonb) with ordinality t (at, n)) born on born.n = o.n
    where orders.id = o.id`);
  await ctx.db.execute(sql`
    insert into ledger_entries (posting_id, kind, account, currency, micros, order_id, checkout_id)
    select o.posting, 'capture', side.account, 'USD', side.micros, o.id, o.checkout_id
    from (select id, checkout_id, gen_random_uuid() as posting from orders) o
    cross join (values ('sales', -${EACH}::bigint), ('stripe', ${EACH}::bigint)) side (account, micros)`);
  await foldFigures(ctx);
}, 60_000);
afterAll(() => database?.close());

it("today beside yesterday and last week up to this time, as a zone off UTC counts days", async () => {
  const { at, today, yesterday, lastWeek } = await readSalesNow(ctx, { zone: ZONE });
  expect(at).toMatch(/^2026-11-20T04:4\d/);
  expect([today.orders, yesterday.orders, lastWeek.orders]).toEqual([3, 2, 1]);
  expect([today.delivered, yesterday.delivered, lastWeek.delivered]).toEqual([3, 2, 1]);
  expect([today.revenue.micros, yesterday.revenue.micros, lastWeek.revenue.micros]).toEqual([
    3 * EACH,
    2 * EACH,
    EACH,
  ]);
});

it("the same orders, as UTC counts days", async () => {
  const { today, yesterday, lastWeek } = await readSalesNow(ctx, { zone: "UTC" });
  expect([today.orders, yesterday.orders, lastWeek.orders]).toEqual([2, 1, 1]);
});

it("is nobody's who may not", async () => {
  await expect(readSalesNow(database.ctx, { zone: ZONE })).rejects.toThrow(NotPermitted);
});
