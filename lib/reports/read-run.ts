import { asc, eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { breaks, reconciliationRuns } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import { BREAK_CLASSES } from "@/lib/ledger";
import { readStaffNames } from "./read-staff-names";
import type { RunSheet } from "./types";
import { selectBreaks, viewRun } from "./view-breaks";

export interface RunInput {
  runId: string;
  /** How many of its breaks stand on earlier pages. */
  skip: number;
  limit: number;
}

/** One comparison of the books, and the breaks that it was the first to see: open ones first, then by when it happened. Null: there is none. @throws NotPermitted */
export async function readRun(ctx: Ctx, { runId, skip, limit }: RunInput): Promise<RunSheet | null> {
  assertMay(ctx.actor, "books.read");
  if (!isUuid(runId)) return null;
  const [run] = await ctx.db.select().from(reconciliationRuns).where(eq(reconciliationRuns.id, runId));
  if (!run) return null;
  const first = eq(breaks.firstRun, runId);
  const [kind = "", by = ""] = run.startedBy.split(":");
  const [rows, total, names] = await Promise.all([
    selectBreaks(ctx, {
      where: sql`${first}`,
      order: [sql`${breaks.state} = 'open' desc`, asc(breaks.factAt), asc(breaks.id)],
      limit,
      offset: skip,
    }),
    ctx.db.$count(breaks, first),
    readStaffNames(ctx, kind === "staff" && isUuid(by) ? [by] : []),
  ]);
  return {
    run: viewRun(run),
    startedBy: kind === "staff" ? (names.get(by) ?? "staff") : null,
    nightly: run.day !== null,
    classes: BREAK_CLASSES.flatMap((one) => {
      const count = run.found[one] ?? 0;
      return count > 0 ? [{ class: one, count }] : [];
    }),
    firstSeen: { total, rows },
  };
}
