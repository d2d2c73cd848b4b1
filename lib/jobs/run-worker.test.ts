import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import type { Log } from "@/lib/core/log";
import type { Handler } from "./run-engine";
import { runWorker, type WorkerOptions } from "./run-worker";

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

const addTo = (task: string, ...names: string[]) =>
  database.ctx.db.execute(sql`
    select graphile_worker.add_job(${task}::text, json_build_object('name', name)) from json_array_elements_text(${JSON.stringify(names)}::json) name`);

const add = (...names: string[]) => addTo("slow", ...names);

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

const startLanes = (lanes: WorkerOptions["lanes"], log: Log = silence) =>
  runWorker({ databaseUrl: database.url, db: database.ctx.db, log, lanes, every: [], lastJobsMs: 50 });

const startWorker = (slow: Handler, log?: Log) => startLanes([{ concurrency: 2, handlers: { slow } }], log);

/** Two jobs are running, and a third one is in the process's hands, which nobody has begun. */
async function runWithOneInHand(log?: Log) {
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
  return { running, calls };
}

it("ends in order with a job in hand that nobody has begun: it is free for others at once", async () => {
  const errors: string[] = [];
  const note = (_: object, message: string) => void errors.push(message);
  const log: Log = { debug: () => undefined, info: () => undefined, warn: note, error: note };
  const { running, calls } = await runWithOneInHand(log);
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
  try {
    await work();
  } finally {
    await database.ctx.db.execute(sql`alter table graphile_worker.gone_jobs rename to _private_jobs`);
  }
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

it("gives up when it is asked to end and its jobs cannot be written down: the database does not answer", async () => {
  const { running, calls } = await runWithOneInHand();
  await database.ctx.db.transaction(async (tx) => {
    await tx.execute(sql`lock table graphile_worker._private_jobs`);
    const stopping = running.stop().then(() => "ended", String);
    for (const call of calls) call.finish();
    expect(await stopping).toContain("cannot be given back");
  });
});

it("a lane whose jobs do not end keeps no other lane's jobs waiting", async () => {
  const [mail, order] = [createCalls(), createCalls()];
  const running = await startLanes([
    { concurrency: 1, handlers: { order: order.handler } },
    { concurrency: 2, patienceMs: 1, handlers: { mail: mail.handler } },
  ]);
  const third = [mail.next(), mail.next(), mail.next()][2];
  await addTo("mail", "first", "second", "third", "fourth");
  await expect.poll(() => mail.calls.length).toBe(2);
  const bought = order.next();
  await addTo("order", "purchase");
  (await bought).finish();
  expect(mail.calls).toHaveLength(2);
  // What could not be taken at once is taken when there is a hand.
  for (const call of mail.calls) call.finish();
  await third;
  await expect.poll(() => mail.calls.length).toBe(4);
  for (const call of mail.calls) call.finish();
  await running.stop();
  expect(await readJobs()).toEqual([]);
});
