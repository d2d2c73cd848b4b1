import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import type { Log } from "@/lib/core/log";
import { runWorker } from "./run-worker";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Call {
  name: string;
  finish(): void;
}

/** Handlers that wait until they are told to end, in the order in which they were called. */
function createCalls() {
  const calls: Call[] = [];
  const waiting: ((call: Call) => void)[] = [];
  const handler = (payload: unknown) =>
    new Promise<void>((finish) => {
      const call = { name: (payload as { name: string }).name, finish };
      calls.push(call);
      waiting.shift()?.(call);
    });
  const next = () => new Promise<Call>((resolve) => waiting.push(resolve));
  return { calls, handler, next };
}

const add = (...names: string[]) =>
  database.ctx.db.execute(sql`
    select graphile_worker.add_job('slow', json_build_object('name', name)) from json_array_elements_text(${JSON.stringify(names)}::json) name`);

const readJobs = async () => [
  ...(await database.ctx.db.execute<{ name: string; locked: boolean }>(
    sql`select payload ->> 'name' as name, locked_by is not null as locked from graphile_worker._private_jobs order by id`,
  )),
];

it("ends in order with a job in hand that nobody has begun: it is free for others at once", async () => {
  const errors: string[] = [];
  const note = (_: object, message: string) => void errors.push(message);
  const log: Log = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  const { calls, handler, next } = createCalls();
  const { db } = database.ctx;
  const running = await runWorker({
    databaseUrl: database.url,
    db,
    log,
    concurrency: 2,
    handlers: { slow: handler },
    every: [],
  });
  const first = next();
  await add("first");
  await first;
  const second = next();
  // One of them finds a free hand, the other one waits in the process.
  await add("second", "third");
  await second;
  await expect.poll(async () => (await readJobs()).filter(({ locked }) => locked).length).toBe(3);
  const stopping = running.stop();
  for (const call of calls) call.finish();
  await stopping;
  expect(calls.map(({ name }) => name)).toEqual(["first", "second"]);
  expect(await readJobs()).toEqual([{ name: "third", locked: false }]);
  expect(errors).toEqual([]);
});
