import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";

/** Orders and money go first; a larger number waits longer. */
const MAIL_PRIORITY = 10;

/** Adds a job that runs once this transaction has committed; one job a key. */
export async function enqueue(
  ctx: Ctx,
  job: { task: "webhook" | "mail"; payload: Record<string, unknown>; key: string; afterMs?: number },
): Promise<void> {
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json,
      run_at := now() + ${`${job.afterMs ?? 0} milliseconds`}::interval, job_key := ${job.key},
      priority := ${job.task === "mail" ? MAIL_PRIORITY : 0}::int)`,
  );
}
