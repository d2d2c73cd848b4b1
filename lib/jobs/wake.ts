import { runStatement, type Place } from "@/db/run-statement";
import type { Ctx } from "@/db/context";

export type WakeTask = "order" | "payment";

/** The engine adds nothing when a worker took the old job in the same instant; then the next try makes a new one. */
const MOST_TRIES = 3;

const jobOf = (place: Place, task: WakeTask, id: string): string =>
  `${place(task)}::text, ${place({ id })}::json, job_key := ${place(`${task}:${id}`)}::text`;

/**
 * Wakes the handler of an order or payment as soon as this transaction commits. Replaces a later wake-up under the same key, and starts beside
 * a handler that is already running, for that one may have looked too early. The row's own `next_action_at` stays the truth.
 */
export async function wake(ctx: Ctx, task: WakeTask, id: string): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const [row] = await runStatement(
      ctx,
      (place) => `select id from graphile_worker.add_job(${jobOf(place, task, id)})`,
    );
    if (row?.[0]) return;
  }
}

/**
 * A handler's own next wake-up. It lowers the time of an existing one and never postpones it: one that came in while the handler ran keeps
 * its time.
 * @param afterMs milliseconds from now
 */
export async function wakeAfter(
  ctx: Ctx,
  wakeUp: { task: WakeTask; id: string; afterMs: number },
): Promise<void> {
  const { task, id, afterMs } = wakeUp;
  const job = (place: Place, after: string) =>
    `${jobOf(place, task, id)}, run_at := now() + ${after}::interval`;
  const [row] = await runStatement(ctx, (place) => {
    const after = place(`${afterMs} milliseconds`);
    return `select run_at > now() + ${after}::interval
      from graphile_worker.add_job(${job(place, after)}, job_key_mode := 'preserve_run_at')`;
  });
  // The row is ours until the commit, so that nobody's earlier wake-up can be lost in between.
  if (row?.[0] === true)
    await runStatement(
      ctx,
      (place) => `select 1 from graphile_worker.add_job(${job(place, place(`${afterMs} milliseconds`))})`,
    );
}
