import { connect as openSocket, createServer, type AddressInfo, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect, type Connection } from "@/db/connect";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createOrderWatch } from "./watch-orders";

/** A door to the database that can be shut, as a restart of it does. */
async function openDoor(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let shut = false;
  const server = createServer((inside) => {
    if (shut) return void inside.destroy();
    const outside = openSocket(Number(target.port), target.hostname);
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(from);
      from.on("error", () => from.destroy());
      from.on("close", () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = "127.0.0.1";
  return {
    url: url.href,
    shut: () => {
      shut = true;
      open.forEach((socket) => socket.destroy());
    },
    open: () => {
      shut = false;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe("the one LISTEN of a process", () => {
  let database: TestDatabase;
  let door: Awaited<ReturnType<typeof openDoor>>;
  let connection: Connection;
  beforeEach(async () => {
    database = await createTestDatabase();
    door = await openDoor(database.url);
    connection = connect(door.url, { max: 1 });
  });
  afterEach(async () => {
    door.open();
    await connection.close();
    door.shut();
    await door.close();
    await database.close();
  });
  const say = (checkoutId: string) =>
    database.ctx.db.execute(sql`select pg_notify('order_changed', ${checkoutId})`);

  it("tells those who watch a checkout, and nobody else, until they stop", async () => {
    const watch = createOrderWatch(connection);
    const mine = vi.fn<() => void>();
    const other = vi.fn<() => void>();
    const stop = watch.watch("mine", mine);
    watch.watch("other", other);
    // The LISTEN has begun when everybody was asked to look.
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(1));
    await say("mine");
    await vi.waitFor(() => expect(mine).toHaveBeenCalledTimes(2));
    stop();
    await say("mine");
    await say("other");
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(2));
    expect(mine).toHaveBeenCalledTimes(2);
  });

  it("listens again after the database was away, and has everybody look for what they missed", async () => {
    const watch = createOrderWatch(connection);
    const told = vi.fn<() => void>();
    watch.watch("c", told);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    door.shut();
    await say("c");
    // Long enough for several attempts to be refused.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(told).toHaveBeenCalledTimes(1);
    door.open();
    await vi.waitFor(() => expect(told.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 15_000 });
    const before = told.mock.calls.length;
    await say("c");
    await vi.waitFor(() => expect(told.mock.calls.length).toBeGreaterThan(before));
  });

  it("begins to listen when the database was away at the first look", async () => {
    door.shut();
    const told = vi.fn<() => void>();
    createOrderWatch(connection).watch("c", told);
    await new Promise((resolve) => setTimeout(resolve, 500));
    door.open();
    await vi.waitFor(() => expect(told).toHaveBeenCalled(), { timeout: 15_000 });
  });
});
