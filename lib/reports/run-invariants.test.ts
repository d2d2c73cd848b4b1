import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Ctx } from "@/db/context";
import { alerts, invariantRuns } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { silentLog } from "@/lib/core/log";
import { newId } from "@/lib/core/ids";
import { readRulesChecked } from "./read-rules-checked";
import { runInvariants } from "./run-invariants";

let database: TestDatabase;
let ctx: Ctx;
const said: Record<string, unknown>[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  const note = (found: object) => void said.push({ ...found });
  const log = { ...silentLog, info: note, error: note };
  ctx = { ...database.ctx, log };
});
afterAll(() => database.close());
beforeEach(async () => {
  await ctx.db.execute(sql`truncate invariant_runs, alerts, app_clock cascade`);
  // Half past, so that no hour ends while a test runs.
  await ctx.db.execute(
    sql`insert into app_clock (ahead) values (date_trunc('hour', now()) + interval '30 minutes' - now())`,
  );
});

const travel = (hours: number) =>
  ctx.db.execute(sql`update app_clock set ahead = ahead + ${`${hours} hours`}::interval`);
const breakBooks = async () => {
  await ctx.db.execute(sql`alter table ledger_entries disable trigger user`);
  await ctx.db.execute(
    sql`insert into ledger_entries (posting_id, kind, account, currency, micros) values (${newId()}, 'capture', 'stripe', 'USD', 1)`,
  );
};
const runs = () => ctx.db.select().from(invariantRuns).orderBy(invariantRuns.slot);

it("is done once an hour by whoever comes first, in full once a day, and tells of what is broken", async () => {
  expect(await readRulesChecked(ctx)).toBeNull();
  const both = await Promise.all([runInvariants(ctx), runInvariants(ctx)]);
  expect(both.toSorted()).toEqual([0, undefined]);
  expect(await runInvariants(ctx)).toBeUndefined();
  expect(await readRulesChecked(ctx)).toMatchObject({ violations: 0, broken: [] });
  expect(said.at(-1)).toMatchObject({ invariant_violations: 0, complete: true });

  // A posting without an order is looked for in full only.
  await breakBooks();
  await travel(25);
  expect(await runInvariants(ctx)).toBe(1);
  expect(said.at(-1)).toMatchObject({ invariant_violations: 1, complete: true });
  const rule = "postings sum to nought";
  expect(await readRulesChecked(ctx)).toMatchObject({ violations: 1, broken: [{ rule }] });
  expect(await ctx.db.select().from(alerts)).toMatchObject([
    { kind: "rule-broken", subject: `rule:${rule}`, urgent: true, path: "/admin" },
  ]);

  // Once more on the same day: another row and no other alert.
  await ctx.db.execute(sql`update invariant_runs set slot = slot - interval '1 hour', finished_at = null`);
  expect(await runInvariants(ctx)).toBe(1);
  expect(await ctx.db.select().from(alerts)).toHaveLength(1);
  expect((await runs()).map(({ complete, finishedAt }) => [complete, finishedAt !== null])).toEqual([
    [true, false],
    [true, false],
    [true, true],
  ]);
});

it("goes on from the start of the last run that came to its end", async () => {
  await ctx.db.execute(sql`
    insert into invariant_runs (slot, complete, started_at, finished_at)
    values (app_now() - interval '1 hour', true, app_now(), app_now())`);
  expect(await runInvariants(ctx)).toBe(0);
  expect(said.at(-1)).toMatchObject({ complete: false, checkouts: 0 });
});
