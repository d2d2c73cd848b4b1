import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction, together } from "./context";
import { runStatement } from "./run-statement";
import { createTestDatabase, type TestDatabase } from "./testing";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.ctx.db.execute(sql`create table notes (id int primary key, text text)`);
});
afterAll(() => database.close());

const write = (ctx: TestDatabase["ctx"], id: number) =>
  runStatement(ctx, (place) => `insert into notes (id, text) values (${place(id)}::int, 'x')`);
const countOf = async (id: number): Promise<number> =>
  Number(
    (
      await runStatement(database.ctx, (place) => `select count(*) from notes where id = ${place(id)}::int`)
    )[0]?.[0],
  );

it("commits what was written, and shows it to nobody before", async () => {
  await inTransaction(database.ctx, async (tx) => {
    await write(tx, 1);
    expect(await countOf(1)).toBe(0);
  });
  expect(await countOf(1)).toBe(1);
});

it("undoes everything when the work throws, also the very first statement", async () => {
  const work = inTransaction(database.ctx, async (tx) => {
    await write(tx, 2);
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(await countOf(2)).toBe(0);
});

it("does not take the rollback of a failed statement for a commit", async () => {
  const work = inTransaction(database.ctx, async (tx) => {
    await write(tx, 3);
    await write(tx, 3).catch(() => undefined);
  });
  await expect(work).rejects.toThrow("rolled back");
  expect(await countOf(3)).toBe(0);
});

it("undoes a transaction within a transaction alone", async () => {
  await inTransaction(database.ctx, async (tx) => {
    await write(tx, 4);
    const inner = inTransaction(tx, async (deep) => {
      await write(deep, 5);
      throw new Error("inner");
    });
    await expect(inner).rejects.toThrow("inner");
  });
  expect([await countOf(4), await countOf(5)]).toEqual([1, 0]);
});

it("gives the connection back: many more transactions than connections come through", async () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    inTransaction(database.ctx, async (tx) => {
      await together(write(tx, 100 + index), write(tx, 200 + index));
      if (index % 4 === 0) throw new Error("every fourth");
    }).catch(() => "undone"),
  );
  expect((await Promise.all(many)).filter((end) => end === "undone")).toHaveLength(10);
  const [row] = await runStatement(database.ctx, () => `select count(*) from notes where id >= 100`);
  expect(Number(row?.[0])).toBe(60);
});

it("writes nothing outside when the connection is cut in the middle", async () => {
  const work = inTransaction(database.ctx, async (tx) => {
    const [row] = await runStatement(tx, () => `select pg_backend_pid()`);
    await write(tx, 6);
    await runStatement(database.ctx, (place) => `select pg_terminate_backend(${place(row?.[0])}::int)`);
    await write(tx, 7);
  });
  await expect(work).rejects.toThrow();
  expect([await countOf(6), await countOf(7)]).toEqual([0, 0]);
});
