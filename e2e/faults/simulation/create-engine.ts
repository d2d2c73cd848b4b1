import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import type { Random } from "../campaign/create-random";
import type { Stage } from "./create-stage";
import type { Timeline } from "./create-timeline";

export interface Job {
  id: string;
  task: string;
  payload: unknown;
  /** When it may be taken. */
  runAt: number;
  /** `order:…` and the like; null once a newer job has taken its place. */
  key: string | null;
}

/** What lies in the database for the engine and the reconciler. */
export interface Agenda {
  /** Jobs by their time. */
  jobs: Job[];
  /** When the row that has waited longest was due. */
  oldestRow: number | undefined;
}

export interface Engine {
  readAgenda(): Promise<Agenda>;
  /** Has a worker take a job and work it until it ends or waits. */
  take(job: Job, worker: string): Promise<void>;
  /** A worker that stopped: what it held is given back once its heartbeat is missed. */
  release(worker: string): void;
  /** Errors that handlers threw. */
  thrown: { task: string; error: unknown }[];
}

/** A silent worker's jobs are swept after five seconds, by whoever sweeps once a second. */
const SWEPT_AFTER_MS = 6000;

interface Means {
  ctx: Ctx;
  stage: Stage;
  timeline: Timeline;
  handlers: Record<string, (payload: unknown) => Promise<void>>;
}

/** Whole milliseconds, never a moment too early: the database counts in microseconds. */
const momentOf = (value: unknown): number | undefined =>
  value == null ? undefined : Math.ceil(Number(value)) + 1;

/** The job engine's table without its workers: the same rows and functions, taken in an order that the simulation chooses. */
export function createEngine({ ctx, stage, timeline, handlers }: Means): Engine {
  const thrown: Engine["thrown"] = [];
  const { db } = ctx;
  const complete = (id: string) =>
    db.execute(sql`select 1 from graphile_worker.complete_jobs(array[${id}::bigint])`);
  /** As the engine does: ever longer waits, until the tries are used up. */
  const fail = (id: string, error: unknown) =>
    db.execute(sql`update graphile_worker._private_jobs set last_error = ${String(error)}, locked_at = null, locked_by = null,
      run_at = greatest(now(), run_at) + (exp(least(attempts, 10)) * interval '1 second') where id = ${id}::bigint`);
  return {
    thrown,
    async readAgenda() {
      const rows = await db.execute<Record<string, unknown>>(sql`
        select job.id, task.identifier as task, job.payload, job.key, extract(epoch from job.run_at) * 1000 as run_at,
          extract(epoch from (select min(at) from (
            select min(next_action_at) as at from orders union all select min(next_action_at) from payments
            union all select min(next_try_at) from mails
            union all select min(received_at) from webhook_inbox where worked_at is null) rows)) * 1000 as oldest
        from (values (1)) one
        left join lateral (select * from graphile_worker._private_jobs where is_available
          order by run_at, id limit 40) job on true
        left join graphile_worker._private_tasks task on task.id = job.task_id
        order by job.run_at, job.id`);
      return {
        jobs: rows
          .filter(({ id }) => id !== null)
          .map(({ id, task, payload, key, run_at }) => ({
            id: String(id),
            task: String(task),
            payload,
            key: key === null ? null : String(key),
            runAt: momentOf(run_at) ?? 0,
          })),
        oldestRow: momentOf(rows[0]?.["oldest"]),
      };
    },
    async take(job, worker) {
      const taken = await db.execute(sql`update graphile_worker._private_jobs
        set locked_at = now(), locked_by = ${worker}, attempts = attempts + 1
        where id = ${job.id}::bigint and is_available returning 1`);
      const handler = handlers[job.task];
      if (taken.length === 0 || !handler) return;
      await stage.play(
        { process: worker, name: job.key ?? job.task },
        () => handler(job.payload),
        async (end) => {
          if (end.kind === "failed") {
            thrown.push({ task: job.task, error: end.error });
            await fail(job.id, end.error);
          } else await complete(job.id);
        },
      );
    },
    release(worker) {
      timeline.after(SWEPT_AFTER_MS, async () => {
        await db.execute(sql`select graphile_worker.force_unlock_workers(array[${worker}])`);
      });
    },
  };
}

/** One of what is due, as chance has it. */
export const pickJob = (random: Random, [first, ...rest]: Job[]): Job | undefined =>
  first && random.pick([first, ...rest]);
