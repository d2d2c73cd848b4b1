import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import type { Ctx } from "@/db/context";
import { fxOverrides, fxRates } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { endRate, readRates, setRate } from "./index";

let database: TestDatabase;
let staff: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "owner", raised: true } };
});
afterAll(() => database?.close());
beforeEach(async () => {
  await emptyTables(database.ctx, "fx_rates", "fx_overrides", "staff_actions");
  await staff.db.insert(fxRates).values([{ base: "USD", quote: "EUR", rate: "0.92" }]);
});

const set = (rate: string, seen: string | null | undefined) =>
  setRate(staff, {
    currency: "EUR",
    rate,
    until: new Date(Date.now() + 3_600_000),
    reason: "source is late",
    confirmed: false,
    seen,
  });
const counting = async () =>
  (await readRates(staff)).rates.flatMap(({ byHand }) => byHand ?? []).map(({ id, rate }) => ({ id, rate }));
const noted = async () =>
  [...(await staff.db.execute<{ action: string }>(sql`select action from staff_actions order by id`))].map(
    ({ action }) => action,
  );
const codes = (results: Awaited<ReturnType<typeof set>>[]) =>
  results.map((one) => (one.ok ? "ok" : one.failure.code)).toSorted();

test("two who set the first rate at once: one wins, the other is told", async () => {
  expect(codes(await Promise.all([set("0.93", null), set("0.94", null)]))).toEqual([
    "changed-meanwhile",
    "ok",
  ]);
  expect(await staff.db.select().from(fxOverrides)).toHaveLength(1);
  expect(await noted()).toEqual(["rate-set"]);
});

/** Keeps a table from being written to, from when this resolves until the returned `end`. */
async function bar(table: string) {
  const client = postgres(database.url, { max: 1 });
  const taken = client.unsafe(`begin; lock table ${table} in share mode`).execute();
  return { taken, end: () => client.end({ timeout: 0 }) };
}

/** Resolves when so many statements of this database wait for a lock. */
async function waiting(count: number): Promise<void> {
  const [row] = await staff.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  if (row?.n !== count) await waiting(count);
}

test("one who looked before the first rate was kept, and writes after it", async () => {
  const noting = await bar("staff_actions");
  await noting.taken;
  const first = set("0.93", null);
  await waiting(1);
  // Granted when the first has ended. Who comes after it may look, and writes when it is over.
  const writing = await bar("fx_overrides");
  await waiting(2);
  const second = set("0.94", null);
  await waiting(3);
  await noting.end();
  await writing.taken;
  await writing.end();
  expect(codes([await first, await second])).toEqual(["changed-meanwhile", "ok"]);
  expect((await counting()).map(({ rate }) => Number(rate))).toEqual([0.93]);
});

test("two who replace the same rate at once, and a page that is old", async () => {
  await set("0.93", null);
  const [first] = await counting();
  expect(codes(await Promise.all([set("0.94", first?.id), set("0.95", first?.id)]))).toEqual([
    "changed-meanwhile",
    "ok",
  ]);
  expect(codes([await set("0.96", null), await set("0.96", first?.id)])).toEqual([
    "changed-meanwhile",
    "changed-meanwhile",
  ]);
  const [second] = await counting();
  expect(second?.rate).not.toBe("0.96");
  expect(codes([await set("0.96", second?.id)])).toEqual(["ok"]);
});

test("one whose time is over stands in nobody's way", async () => {
  await set("0.93", null);
  await staff.db.execute(sql`update fx_overrides set until = app_now() - interval '1 minute'`);
  expect(codes([await set("0.94", null)])).toEqual(["ok"]);
});

test("two who end it at once, and one who meant the rate before", async () => {
  await set("0.93", null);
  const [first] = await counting();
  await set("0.94", first?.id);
  const end = (seen: string | undefined) => endRate(staff, { currency: "EUR", seen });
  expect(codes([await end(first?.id)])).toEqual(["changed-meanwhile"]);
  const [second] = await counting();
  expect(codes(await Promise.all([end(second?.id), end(second?.id)]))).toEqual(["changed-meanwhile", "ok"]);
  expect(await noted()).toEqual(["rate-set", "rate-set", "rate-ended"]);
});
