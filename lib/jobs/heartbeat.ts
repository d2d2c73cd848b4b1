import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import type { Log } from "@/lib/core/log";
import { workerHeartbeats } from "@/db/schema";

const BEAT_MS = 1000;
/** A pool silent for this long is dead; its jobs are given back. */
const DEAD_MS = 5000;

/**
 * The open edition of the job engine leaves a dead worker's jobs locked for four hours. Each living pool writes a row every second; whoever
 * sweeps unlocks the jobs of pools that stopped, but never right after the database started, when nobody could have written.
 */
export function startHeartbeat(db: Database, options: { poolId: string; log: Log }): () => Promise<void> {
  const { poolId, log } = options;
  const note = (error: unknown) => log.warn({ error: String(error) }, "heartbeat failed");
  const beat = () =>
    db
      .insert(workerHeartbeats)
      // The engine's clock is the server's own: a pool's life is no wait that tests may shift.
      .values({ poolId, pid: process.pid, startedAt: sql`now()`, seenAt: sql`now()` })
      .onConflictDoUpdate({ target: workerHeartbeats.poolId, set: { seenAt: sql`now()` } })
      .catch(note);
  const sweep = () => sweepDeadPools(db).catch(note);
  const timers = [setInterval(beat, BEAT_MS), setInterval(sweep, BEAT_MS)];
  void beat();
  return async () => {
    timers.forEach(clearInterval);
    await db
      .delete(workerHeartbeats)
      .where(sql`${workerHeartbeats.poolId} = ${poolId}`)
      .catch(note);
  };
}

async function sweepDeadPools(db: Database): Promise<void> {
  const dead = sql.raw(`interval '${DEAD_MS} milliseconds'`);
  await db.execute(sql`
    with sweeper as (select pg_try_advisory_xact_lock(7423, 1) as mine),
    dead as (
      select distinct jobs.locked_by as id from graphile_worker.jobs, sweeper
      where sweeper.mine and jobs.locked_by is not null and jobs.locked_at < now() - ${dead}
        and now() - pg_postmaster_start_time() > ${dead}
        and not exists (
          select 1 from worker_heartbeats where pool_id = jobs.locked_by and seen_at > now() - ${dead}))
    select graphile_worker.force_unlock_workers(array_agg(id)) from dead having count(*) > 0`);
  await db.execute(sql`delete from worker_heartbeats where seen_at < now() - interval '1 hour'`);
}

/** Whether any worker wrote its row lately. */
export async function workerAlive(db: Database): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from worker_heartbeats where seen_at > now() - ${sql.raw(`interval '${2 * DEAD_MS} milliseconds'`)} limit 1`,
  );
  return rows.length > 0;
}
