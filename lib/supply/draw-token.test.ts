import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "@/db/context";
import { supplyTokens } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { drawToken, type TokenWish } from "./draw-token";

const MINUTE = 60_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(() => database.ctx.db.delete(supplyTokens));

const wish: TokenWish = {
  provider: "bitrefill",
  call: "submit",
  pace: { perMs: 10 * MINUTE, purchases: 3, looks: 1 },
};
const travel = (milliseconds: number) =>
  database.ctx.db
    .execute(sql`insert into app_clock (ahead) values (${`${milliseconds} milliseconds`}::interval)
    on conflict (only_row) do update set ahead = app_clock.ahead + excluded.ahead`);

it("lets so many through in any window, then says how long to wait", async () => {
  expect(await drawToken(database.ctx, wish)).toBe(0);
  await travel(4 * MINUTE);
  expect(await drawToken(database.ctx, wish)).toBe(0);
  expect(await drawToken(database.ctx, wish)).toBe(0);
  const wait = await drawToken(database.ctx, wish);
  expect(wait).toBeGreaterThan(5 * MINUTE);
  expect(wait).toBeLessThanOrEqual(6 * MINUTE);
  // The first has left the window, the other two have not.
  await travel(6 * MINUTE + 1000);
  expect(await drawToken(database.ctx, wish)).toBe(0);
  expect(await drawToken(database.ctx, wish)).toBeGreaterThan(0);
});

it("counts each kind of call apart", async () => {
  expect(await drawToken(database.ctx, { ...wish, call: "resolve" })).toBe(0);
  expect(await drawToken(database.ctx, { ...wish, call: "resolve" })).toBeGreaterThan(0);
  expect(await drawToken(database.ctx, { ...wish, call: "prepare" })).toBe(0);
});

it("gives no token twice to many at once", async () => {
  const drawn = await Promise.all(Array.from({ length: 12 }, () => drawToken(database.ctx, wish)));
  expect(drawn.filter((waitMs) => waitMs === 0)).toHaveLength(3);
});

it("takes a token back with the claim that is not made after all", async () => {
  const failed = inTransaction(database.ctx, async (tx) => {
    expect(await drawToken(tx, { ...wish, pace: { ...wish.pace, purchases: 1 } })).toBe(0);
    throw new Error("no claim");
  });
  await expect(failed).rejects.toThrow("no claim");
  expect(await drawToken(database.ctx, { ...wish, pace: { ...wish.pace, purchases: 1 } })).toBe(0);
});
