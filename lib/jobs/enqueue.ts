import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";

/** Adds a job that runs once this transaction has committed; one job a key. */
export async function enqueue(
  ctx: Ctx,
  job: { task: "webhook" | "mail"; payload: Record<string, unknown>; key: string; afterMs?: number },
): Promise<void> {
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${job.task}, ${JSON.stringify(job.payload)}::json,
      run_at := now() + ${`${job.afterMs ?? 0} milliseconds`}::interval, job_key := ${job.key})`,
  );
}
