import { readAppTime } from "@/db/read-app-time";
import { closeRun, noteBreaks, openRun, type BreakClass, type SourceRead } from "@/lib/ledger";
import { alertStaff } from "./alert-staff";
import { askAgain } from "./ask-again";
import type { ReconciliationCtx } from "./context";
import { readSource, sourcesOf } from "./read-source";

export interface ReconcileInput {
  from: Date;
  /** Excluded. What is younger than the settlement lag is left for the next run. */
  to?: Date;
  /** Of the nightly run: there is one a day. */
  day?: string;
}

export interface RunReport {
  runId: string;
  state: "complete" | "incomplete";
  from: Date;
  to: Date;
  sources: Record<string, SourceRead>;
  /** Breaks that stand open, by class. */
  found: Partial<Record<BreakClass, number>>;
  newBreaks: number;
}

type Found = Pick<RunReport, "sources" | "found" | "newBreaks">;

async function compareAll(
  ctx: ReconciliationCtx,
  { runId, from, to }: { runId: string; from: Date; to: Date },
): Promise<Found> {
  const end: Found = { sources: {}, found: {}, newBreaks: 0 };
  // Their clock is not ours: what happened at the edges is read on both sides, so that it is found from either.
  const slack = ctx.policy.settlementLag;
  const reading = { runId, from: new Date(from.getTime() - slack), to: new Date(to.getTime() + slack) };
  for (const source of sourcesOf(ctx)) {
    const read = await readSource(ctx, source, reading);
    end.sources[source.name] = read;
    if (read.state !== "complete") continue;
    const noted = await noteBreaks(ctx, { runId, source: source.name, of: source.of, from, to });
    end.newBreaks += noted.fresh;
    for (const [kind, count] of Object.entries(noted.found) as [BreakClass, number][])
      end.found[kind] = (end.found[kind] ?? 0) + count;
  }
  return end;
}

/**
 * Compares our ledger with Stripe's balance and each provider's record for a time. Mismatches become breaks; those that asking again may end
 * are asked about at once, as a webhook would have it; staff are told of new ones. May be run at any time, as often as one likes.
 * @returns undefined when this day's run is another process's
 */
export async function reconcile(
  ctx: ReconciliationCtx,
  input: ReconcileInput,
): Promise<RunReport | undefined> {
  const settled = (await readAppTime(ctx)).getTime() - ctx.policy.settlementLag;
  const to = new Date(Math.min(input.to?.getTime() ?? settled, settled));
  const { from, day } = input;
  const startedBy = `${ctx.actor.kind}:${ctx.actor.id}`;
  const runId = await openRun(ctx, { from, to, startedBy, ...(day ? { day } : {}) });
  if (!runId) return undefined;
  const begun = performance.now();
  try {
    const end = await compareAll(ctx, { runId, from, to });
    const complete = Object.values(end.sources).every(({ state }) => state === "complete");
    const state = complete ? "complete" : "incomplete";
    await closeRun(ctx, runId, { state, ...end });
    const seconds = Math.round(performance.now() - begun) / 1000;
    ctx.log.info({ run: runId, state, seconds, found: end.found, new: end.newBreaks }, "reconciled");
    await askAgain(ctx, runId);
    await alertStaff(ctx);
    return { runId, state, from, to, ...end };
  } catch (error) {
    await closeRun(ctx, runId, { state: "failed", sources: {}, found: {}, newBreaks: 0 });
    throw error;
  }
}
