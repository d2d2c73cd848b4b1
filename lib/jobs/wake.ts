import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";

export type WakeTask = "order" | "payment";

/**
 * Wakes the handler of an order or payment as soon as this transaction commits. Replaces a later wake-up under the same key; the row's own
 * `next_action_at` stays the truth.
 */
export async function wake(ctx: Ctx, task: WakeTask, id: string): Promise<void> {
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${task}, ${JSON.stringify({ id })}::json, job_key := ${`${task}:${id}`})`,
  );
}

/**
 * A handler's own next wake-up. It never postpones one that came in while the handler ran: an existing job keeps its time.
 * @param afterMs milliseconds from now
 */
export async function wakeAfter(
  ctx: Ctx,
  wakeUp: { task: WakeTask; id: string; afterMs: number },
): Promise<void> {
  const { task, id, afterMs } = wakeUp;
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${task}, ${JSON.stringify({ id })}::json,
      run_at := now() + ${`${afterMs} milliseconds`}::interval, job_key := ${`${task}:${id}`}, job_key_mode := 'preserve_run_at')`,
  );
}
