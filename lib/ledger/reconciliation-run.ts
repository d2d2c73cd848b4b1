import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import type { BreakClass } from "./break-classes";

export interface SourceRead {
  state: "complete" | "incomplete" | "skipped";
  lines: number;
  error?: string;
}

export interface NewRun {
  from: Date;
  to: Date;
  startedBy: string;
  /** `YYYY-MM-DD` of a nightly run, of which there is one a day over all processes; absent on demand. */
  day?: string;
}

/** A nightly run that has not ended by then was left by a process that died. */
const DEAD_AFTER = "2 hours";

/** Begins a run. Returns its id, or undefined when the day's run is another process's or was made. */
export async function openRun(ctx: Ctx, run: NewRun): Promise<string | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `insert into reconciliation_runs as r (id, day, from_at, to_at, state, started_by)
      values (${place(newId())}, ${place(run.day)}::date, ${place(run.from)}, ${place(run.to)}, 'running', ${place(run.startedBy)})
      on conflict (day) do update set started_at = app_now(), from_at = excluded.from_at, to_at = excluded.to_at,
        started_by = excluded.started_by, state = 'running', ended_at = null
      where r.state = 'failed' or r.state = 'running' and r.started_at < app_now() - interval '${DEAD_AFTER}'
      returning id`,
  );
  return row && String(row[0]);
}

export interface RunEnd {
  state: "complete" | "incomplete" | "failed";
  sources: Record<string, SourceRead>;
  found: Partial<Record<BreakClass, number>>;
  newBreaks: number;
}

export async function closeRun(ctx: Ctx, runId: string, end: RunEnd): Promise<void> {
  await runStatement(
    ctx,
    (
      place,
    ) => `update reconciliation_runs set state = ${place(end.state)}, sources = ${place(end.sources)}::jsonb,
        found = ${place(end.found)}::jsonb, new_breaks = ${place(end.newBreaks)}, ended_at = app_now()
      where id = ${place(runId)}`,
  );
}
