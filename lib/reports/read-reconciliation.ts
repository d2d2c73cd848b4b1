import { desc, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { breaks, reconciliationRuns } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import type { BreakClass } from "@/lib/ledger";
import type { BreakView, ReconciliationView, RunView } from "./types";
import { selectBreaks, viewRun } from "./view-breaks";

const RUNS = 14;
const OPEN = 50;
const CLOSED = 20;

async function readRuns({ db }: Ctx): Promise<RunView[]> {
  const rows = await db
    .select()
    .from(reconciliationRuns)
    .orderBy(desc(reconciliationRuns.startedAt))
    .limit(RUNS);
  return rows.map(viewRun);
}

/** Which open breaks are wanted; without, all. */
export interface BreakFilters {
  class?: BreakClass | undefined;
  source?: string | undefined;
}

/** Breaks that are open, or that are not. */
async function readBreaks(ctx: Ctx, open: boolean, only: BreakFilters = {}): Promise<BreakView[]> {
  return selectBreaks(ctx, {
    where: open
      ? sql`${breaks.state} = 'open' and (${only.class ?? null}::text is null or ${breaks.class} = ${only.class ?? null})
          and (${only.source ?? null}::text is null or ${breaks.source} = ${only.source ?? null})`
      : sql`${breaks.state} <> 'open' and ${breaks.closedAt} is not null`,
    order: [open ? desc(breaks.firstSeenAt) : desc(breaks.closedAt), desc(breaks.id)],
    limit: open ? OPEN : CLOSED,
  });
}

/** How our books stand beside everybody else's: the last runs, what differs, what was mended lately. @throws NotPermitted */
export async function readReconciliation(ctx: Ctx, only: BreakFilters = {}): Promise<ReconciliationView> {
  assertMay(ctx.actor, "books.read");
  const [runs, open, closed, total] = await Promise.all([
    readRuns(ctx),
    readBreaks(ctx, true, only),
    readBreaks(ctx, false),
    ctx.db.$count(breaks, sql`${breaks.state} = 'open'`),
  ]);
  return { runs, open: { total, rows: open }, closed };
}
