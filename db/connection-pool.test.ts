import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "./connect";
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

/** A transaction that loses its connection between two statements, and then goes on with `after`. */
function cutInTheMiddle(after: (tx: TestDatabase["ctx"]) => Promise<unknown>): Promise<unknown> {
  return inTransaction(database.ctx, async (tx) => {
    const [row] = await runStatement(tx, () => `select pg_backend_pid()`);
    await write(tx, 6);
    await runStatement(database.ctx, (place) => `select pg_terminate_backend(${place(row?.[0])}::int)`);
    await after(tx);
  });
}

it("writes nothing outside when the connection is cut in the middle", async () => {
  await expect(cutInTheMiddle((tx) => write(tx, 7))).rejects.toThrow();
  expect([await countOf(6), await countOf(7)]).toEqual([0, 0]);
});

it("writes nothing outside when the work goes on as if nothing had happened", async () => {
  const work = cutInTheMiddle(async (tx) => {
    const again = () => write(tx, 7).catch(() => undefined);
    for (let at = 0; at < 20; at += 1) {
      await together(again(), again(), again());
      // Time enough to connect anew, for whoever would.
      await countOf(7);
    }
  });
  await expect(work).rejects.toThrow();
  expect([await countOf(6), await countOf(7)]).toEqual([0, 0]);
});

it("loses no connection for good: cut again and again, while many wait for one", async () => {
  for (let round = 0; round < 12; round += 1) {
    const ask = () => inTransaction(database.ctx, (tx) => runStatement(tx, () => `select 1`));
    const many = () => Promise.all(Array.from({ length: 12 }, ask));
    await cutInTheMiddle(async (tx) => {
      const others = many();
      await write(tx, 7).catch(() => undefined);
      await others;
    }).catch(() => undefined);
    expect(await many()).toHaveLength(12);
  }
});

it("says so when the server cannot be reached, each time", async () => {
  const nobody = connect("postgres://app@127.0.0.1:9/none", { max: 1 });
  for (let at = 0; at < 3; at += 1) {
    await expect(nobody.db.execute(sql`select 1`)).rejects.toThrow();
    await expect(nobody.db.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow();
  }
  await nobody.close();
});

it("lets what runs come to its end when it is closed, and nothing begin after", async () => {
  const other = connect(database.url, { max: 1 });
  let refused: Promise<unknown> = Promise.resolve();
  const running = other.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    refused = other.db.execute(sql`select 2`).then(
      () => "ran",
      (error: Error) => String(error.cause),
    );
    const closing = other.close();
    await tx.execute(sql`select 1 from pg_sleep(0.05)`);
    return { closing };
  });
  await (
    await running
  ).closing;
  expect(await refused).toContain("closed");
  await expect(other.db.execute(sql`select 3`)).rejects.toThrow();
});
