import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";

/** Rows the engine should have woken by itself get this long before we step in. */
const GRACE = sql.raw("interval '3 seconds'");
const BATCH = 500;

/**
 * A row is cared for while a job of its key waits for a free worker, pauses shortly after a failure, or was taken by a worker a moment ago. So
 * the reconciler neither starts a slow look-up once more every few seconds nor wakes the same rows again and again in a backlog.
 */
const caredFor = (key: SQL): SQL => sql`exists (
  select 1 from graphile_worker.jobs job where job.key = ${key} and job.attempts <= job.max_attempts and (
    (job.locked_at is null and job.attempts < job.max_attempts
      and (job.run_at <= now() or (job.attempts > 0 and job.run_at < now() + interval '1 minute')))
    or job.locked_at > now() - interval '30 seconds'))`;

async function addJobs(ctx: Ctx, task: string, due: SQL): Promise<number> {
  const rows = await ctx.db.execute<{ woken: number }>(sql`
    with due as materialized (${due} limit ${BATCH})
    select count(job.id)::int as woken from due
    cross join lateral graphile_worker.add_job(${task}::text, due.payload, job_key := due.key) job`);
  return rows[0]?.woken ?? 0;
}

const keyed = (task: string) => sql.raw(`'${task}:' || id`);

async function wakeRows(ctx: Ctx, from: { task: string; table: string; column: string }): Promise<number> {
  const [table, column] = [sql.raw(from.table), sql.raw(from.column)];
  return addJobs(
    ctx,
    from.task,
    sql`select ${keyed(from.task)} as key, json_build_object('id', id) as payload from ${table}
      where ${column} < app_now() - ${GRACE} and not ${caredFor(keyed(from.task))} order by ${column}`,
  );
}

/** Webhooks that were stored but never worked; after three days their news is known by other ways. */
async function wakeWebhooks(ctx: Ctx): Promise<number> {
  const key = sql.raw("'webhook:' || source || ':' || event_id");
  return addJobs(
    ctx,
    "webhook",
    sql`select ${key} as key,
        json_build_object('source', source, 'eventId', event_id, 'type', type, 'payload', payload) as payload
      from webhook_inbox
      where worked_at is null and received_at < app_now() - ${GRACE} and received_at > app_now() - interval '3 days'
        and not ${caredFor(key)} order by received_at`,
  );
}

/**
 * Adds a job for every order, payment, mail and stored webhook whose time has come and nobody woke: the queue may be emptied at any moment
 * and nothing is lost. Call it in a transaction; one sweeper at a time.
 * @returns how many were woken, by kind
 */
export async function wakeOverdue(
  ctx: Ctx,
): Promise<Record<"orders" | "payments" | "mails" | "webhooks", number>> {
  const none = { orders: 0, payments: 0, mails: 0, webhooks: 0 };
  const lock = await ctx.db.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(7423, 3) as mine`,
  );
  if (!lock[0]?.mine) return none;
  return {
    orders: await wakeRows(ctx, { task: "order", table: "orders", column: "next_action_at" }),
    payments: await wakeRows(ctx, { task: "payment", table: "payments", column: "next_action_at" }),
    mails: await wakeRows(ctx, { task: "mail", table: "mails", column: "next_try_at" }),
    webhooks: await wakeWebhooks(ctx),
  };
}
