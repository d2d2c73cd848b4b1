import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import type { Database } from "@/db/connect";
import type { Log } from "@/lib/core/log";
import { engineUrl } from "./engine-url";
import { startHeartbeat } from "./heartbeat";

export type Handler = (payload: unknown) => Promise<void>;

/** What one engine does: its jobs take turns from each other, and from no other lane's. */
export interface Lane {
  handlers: Record<string, Handler>;
  /** Jobs at a time. */
  concurrency: number;
  /** How long what was just added may wait, in milliseconds: whoever is in no hurry asks the database less often. At once when left out. */
  patienceMs?: number;
}

export interface EngineOptions extends Lane {
  databaseUrl: string;
  db: Database;
  log: Log;
  /** How long the last jobs of an engine that broke may take, and giving back what nobody has begun, in milliseconds. */
  lastJobsMs?: number;
}

export interface Engine {
  /** Lets running jobs end, then stops. Rejects when what is left cannot be given back. */
  stop(): Promise<void>;
  /** Settles when the engine stopped by itself. */
  ended: Promise<void>;
}

function engineLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") log.error({}, `job engine: ${message}`);
    else if (level === "warning") log.warn({}, `job engine: ${message}`);
    else log.debug({}, `job engine: ${message}`);
  });
}

/** Of the engine itself, which fetches and completes jobs in batches. A job mostly waits for the world outside and needs none. */
const MOST_CONNECTIONS = 4;

/** An engine that broke takes no more jobs; a process that then waits for its last ones for ever would still count as living. */
export const LAST_JOBS_MS = 10_000;

/**
 * A local queue that is released with jobs in hand gives them back as background work, which it refuses once it is released and has none
 * (graphile-worker 0.17.3): then its end fails. So it is given some to do while it is being released.
 */
function keepReleasable(events: WorkerEvents): void {
  events.on("localQueue:init", ({ localQueue }) => {
    const queue = localQueue as unknown as { background(work: Promise<void>): void };
    const released = new Promise<void>((resolve) => {
      events.on(
        "localQueue:setMode",
        ({ newMode }) => void (newMode === "RELEASED" && setImmediate(resolve)),
      );
    });
    events.on("pool:gracefulShutdown", () => queue.background(released));
  });
}

/** Handlers as the engine calls them, and how many of each name are running: whoever waits for the end of them reads for what. */
function countRunning(handlers: Lane["handlers"]) {
  const running: Record<string, number> = {};
  let rested = (): void => undefined;
  const rests = () => Object.values(running).every((jobs) => jobs === 0);
  const count = (name: string, by: number) => {
    running[name] = (running[name] ?? 0) + by;
    if (rests()) rested();
  };
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      async (payload: unknown) => {
        count(name, 1);
        try {
          await handler(payload);
        } finally {
          count(name, -1);
        }
      },
    ]),
  );
  const atRest = () => new Promise<void>((resolve) => (rests() ? resolve() : (rested = resolve)));
  return { taskList, running, atRest };
}

/** A database that takes nothing takes no jobs back either, and the engine would try for minutes. Others see that it lives no more. */
async function givesUp(atRest: () => Promise<void>, lastJobsMs: number): Promise<never> {
  await atRest();
  await wait(lastJobsMs, undefined, { ref: false });
  throw new Error("the jobs in hand cannot be given back");
}

/** News of a job wakes every engine, whether the job is its own or not. Asking too often costs more than the jobs of a patient one do. */
const refetchOf = ({ concurrency, patienceMs }: Lane) =>
  patienceMs === undefined
    ? {}
    : {
        refetchDelay: {
          durationMs: patienceMs,
          threshold: concurrency - 1,
          maxAbortThreshold: Number.POSITIVE_INFINITY,
        },
      };

/** Starts a job engine with its heartbeat in this process. */
export async function runEngine(options: EngineOptions): Promise<Engine> {
  const events = new EventEmitter() as WorkerEvents;
  keepReleasable(events);
  const { taskList, running, atRest } = countRunning(options.handlers);
  const lastJobsMs = options.lastJobsMs ?? LAST_JOBS_MS;
  let stopHeartbeat: (() => Promise<void>) | undefined;
  events.on("pool:create", ({ workerPool }) => {
    stopHeartbeat = startHeartbeat(options.db, { poolId: workerPool.id, log: options.log });
  });
  const { concurrency } = options;
  const runner = await run({
    connectionString: engineUrl(options.databaseUrl),
    concurrency,
    maxPoolSize: Math.min(concurrency, MOST_CONNECTIONS) + 2,
    pollInterval: 500,
    noHandleSignals: true,
    noPreparedStatements: false,
    logger: engineLogger(options.log),
    events,
    taskList,
    preset: {
      worker: {
        localQueue: { size: concurrency, ...refetchOf(options) },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  let asked = false;
  const broken = new Promise<never>((_, reject) => {
    events.on("pool:gracefulShutdown", () => {
      const late = () => reject(new Error("the engine broke, and its last jobs do not end"));
      if (!asked) setTimeout(late, lastJobsMs).unref();
    });
  });
  broken.catch(() => undefined);
  return {
    ended: Promise.race([runner.promise, broken]),
    stop: async () => {
      asked = true;
      options.log.info({ running }, "asked to end; what runs is finished first");
      await Promise.race([runner.stop(), givesUp(atRest, lastJobsMs)]);
      options.log.info({ running }, "the job engine has ended");
      await stopHeartbeat?.();
    },
  };
}
