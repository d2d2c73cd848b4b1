import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import type { Log } from "@/lib/core/log";
import { runWorker } from "./run-worker";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.ctx.db.execute(sql`delete from graphile_worker._private_jobs`));

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

const silence: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

async function startWorker(handler: (payload: unknown) => Promise<void>, log: Log = silence) {
  const { db } = database.ctx;
  const handlers = { slow: handler };
  return runWorker({
    databaseUrl: database.url,
    db,
    log,
    concurrency: 2,
    handlers,
    every: [],
    lastJobsMs: 50,
  });
}

it("ends in order with a job in hand that nobody has begun: it is free for others at once", async () => {
  const errors: string[] = [];
  const note = (_: object, message: string) => void errors.push(message);
  const log: Log = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  const { calls, handler, next } = createCalls();
  const running = await startWorker(handler, log);
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

/** Until the callback is done, the engine finds nothing where its jobs were. */
async function withoutJobs(work: () => Promise<void>): Promise<void> {
  await database.ctx.db.execute(sql`alter table graphile_worker._private_jobs rename to gone_jobs`);
  await work();
  await database.ctx.db.execute(sql`alter table graphile_worker.gone_jobs rename to _private_jobs`);
}

const howItEnds = ({ ended }: { ended: Promise<void> }) => ended.then(() => "ended", String);

it("ends when the engine broke: a job that was done could not be written down", async () => {
  const { handler, next } = createCalls();
  const running = await startWorker(handler);
  const only = next();
  await add("only");
  const call = await only;
  await withoutJobs(async () => {
    call.finish();
    expect(await howItEnds(running)).toBe("ended");
  });
});

it("ends when the engine broke, also while a job does not end", async () => {
  const { handler, next } = createCalls();
  const running = await startWorker(handler);
  const first = next();
  await add("first");
  const call = await first;
  const second = next();
  await add("second");
  const hanging = await second;
  await withoutJobs(async () => {
    call.finish();
    expect(await howItEnds(running)).toContain("its last jobs do not end");
  });
  hanging.finish();
});
