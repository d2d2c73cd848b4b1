import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "drizzle-orm";
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
