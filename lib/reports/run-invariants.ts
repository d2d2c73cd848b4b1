import { and, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { invariantRuns } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import { checkRules, type Violation } from "./check-invariants";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A faster clock must not make the check the main work of the database. */
const SHORTEST_MS = 60_000;
/** Violations that are kept with a run. The number tells of all. */
const KEPT = 200;

/** How long one slot lasts, in milliseconds. */
const slotMs = (ctx: Ctx): number => Math.max(SHORTEST_MS, ctx.policy.scaled(HOUR_MS));

/** When the quiet hour began that a complete run is owed to: the last 03:00 UTC. */
const QUIET_HOUR = sql`date_trunc('day', app_now() - interval '3 hours', 'UTC') + interval '3 hours'`;

type Run = typeof invariantRuns.$inferSelect;

/** Writes the row of this hour, if nobody has; complete when no complete run has ended since the last quiet hour. */
async function claimRun(ctx: Ctx): Promise<Run | undefined> {
  const width = sql`${`${slotMs(ctx)} milliseconds`}::interval`;
  const owed = sql`not exists (select 1 from ${invariantRuns} done
    where done.complete and done.finished_at is not null and done.started_at >= ${QUIET_HOUR})`;
  const [run] = await ctx.db
    .insert(invariantRuns)
    .values({ slot: sql`date_bin(${width}, app_now(), timestamptz 'epoch')`, complete: sql`${owed}` })
    .onConflictDoNothing()
    .returning();
  return run;
}

/** Everything that changed since the last run that came to its end began has been seen by none. */
async function readLastStart(ctx: Ctx, run: Run): Promise<Date | undefined> {
  const [last] = await ctx.db
    .select({ startedAt: invariantRuns.startedAt })
    .from(invariantRuns)
    .where(and(isNotNull(invariantRuns.finishedAt), lt(invariantRuns.slot, run.slot)))
    .orderBy(desc(invariantRuns.slot))
    .limit(1);
  return last?.startedAt;
}

/** Staff are told once a day of each rule that is broken. */
async function alertStaff(ctx: Ctx, violations: Violation[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { rule } of violations) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const [rule, count] of counts) {
    const text = `${count} of orders, payments or postings break a rule that should always hold: ${rule}`;
    await raiseAlert(ctx, {
      kind: "rule-broken",
      subject: `rule:${rule}`,
      text,
      path: "/admin",
      quietMs: DAY_MS,
    });
  }
}

/** Rows of runs are kept for so long. */
const KEPT_DAYS = sql.raw("interval '60 days'");

/**
 * Checks the rules once an hour, whichever process comes first: everything once a day, else what is open or has changed. Leaves the number of
 * violations as a row and in the log; staff are told of any.
 * @returns the number of violations; undefined when this hour is somebody else's
 */
export async function runInvariants(ctx: Ctx): Promise<number | undefined> {
  const run = await claimRun(ctx);
  if (!run) return undefined;
  const begun = performance.now();
  const since = run.complete ? undefined : await readLastStart(ctx, run);
  const { violations, checkouts } = await checkRules(ctx, since ? { since } : {});
  const found = {
    invariant_violations: violations.length,
    complete: since === undefined,
    checkouts,
    milliseconds: Math.round(performance.now() - begun),
  };
  if (violations.length > 0) {
    ctx.log.error({ ...found, first: violations.slice(0, 5) }, "rules that always hold are broken");
    await alertStaff(ctx, violations);
  } else ctx.log.info(found, "rules checked");
  await ctx.db
    .update(invariantRuns)
    .set({
      finishedAt: sql`app_now()`,
      checkouts,
      violations: violations.length,
      details: violations.slice(0, KEPT),
    })
    .where(eq(invariantRuns.slot, run.slot));
  await ctx.db.delete(invariantRuns).where(sql`${invariantRuns.slot} < app_now() - ${KEPT_DAYS}`);
  return violations.length;
}
