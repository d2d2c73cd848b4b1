import { runStatement, type Place } from "@/db/run-statement";
import type { Ctx } from "@/db/context";

/** Orders and money go first; a larger number waits longer. */
const MAIL_PRIORITY = 10;

export interface NewJob {
  task: "webhook" | "mail" | "decision" | "catalog";
  payload: Record<string, unknown>;
  key: string;
  afterMs?: number;
}

/** The call that adds a job, to be selected in a statement of its own or beside the row it is about. */
export function addJobCall(place: Place, { task, payload, key, afterMs = 0 }: NewJob): string {
  const runAt = afterMs === 0 ? "now()" : `now() + ${place(`${afterMs} milliseconds`)}::interval`;
  const priority = task === "mail" || task === "catalog" ? MAIL_PRIORITY : 0;
  return `graphile_worker.add_job(${place(task)}::text, ${place(payload)}::json, run_at := ${runAt},
    job_key := ${place(key)}::text, priority := ${priority})`;
}

/** Adds a job that runs once this transaction has committed; one job a key. */
export async function enqueue(ctx: Ctx, job: NewJob): Promise<void> {
  await runStatement(ctx, (place) => `select 1 from ${addJobCall(place, job)}`);
}
