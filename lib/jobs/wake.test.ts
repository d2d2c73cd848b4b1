import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { wake, wakeAfter } from "./wake";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.ctx.db.execute(sql`delete from graphile_worker._private_jobs`));

const MINUTE = 60_000;
/** Seconds until each job of the key starts, rounded; detached ones have lost the key. */
const startsIn = async (id: string) =>
  (
    await database.ctx.db.execute<{ seconds: number }>(
      sql`select round(extract(epoch from run_at - now()))::int as seconds from graphile_worker.jobs where key = ${`order:${id}`}`,
    )
  ).map(({ seconds }) => (seconds <= 0 ? 0 : seconds));
const lockAll = () =>
  database.ctx.db.execute(
    sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', attempts = 1`,
  );

it("wakes at once though a later wake-up was planned", async () => {
  await wakeAfter(database.ctx, { task: "order", id: "a", afterMs: 5 * MINUTE });
  await wake(database.ctx, "order", "a");
  expect(await startsIn("a")).toEqual([0]);
});

it("never postpones a wake-up that came in before", async () => {
  await wake(database.ctx, "order", "b");
  await wakeAfter(database.ctx, { task: "order", id: "b", afterMs: 5 * MINUTE });
  expect(await startsIn("b")).toEqual([0]);
});

it("lowers the time of a later one", async () => {
  await wakeAfter(database.ctx, { task: "order", id: "c", afterMs: 5 * MINUTE });
  await wakeAfter(database.ctx, { task: "order", id: "c", afterMs: 10_000 });
  expect(await startsIn("c")).toEqual([10]);
});

it("a running handler's own next wake-up is a job of its own", async () => {
  await wake(database.ctx, "order", "d");
  await lockAll();
  await wakeAfter(database.ctx, { task: "order", id: "d", afterMs: 30_000 });
  expect(await startsIn("d")).toEqual([30]);
  await wake(database.ctx, "order", "d");
  expect(await startsIn("d")).toEqual([0]);
});

it("is undone with the transaction it was called in", async () => {
  const refused = database.ctx.db.transaction(async (tx) => {
    await wake({ ...database.ctx, db: tx }, "order", "e");
    throw new Error("undone");
  });
  await expect(refused).rejects.toThrow("undone");
  expect(await startsIn("e")).toEqual([]);
});
