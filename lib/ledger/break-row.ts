import { and, asc, eq, inArray, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { breaks } from "@/db/schema";
import type { Mend } from "./break-classes";

export type BreakRow = InferSelectModel<typeof breaks>;

export async function readBreak(ctx: Ctx, breakId: string): Promise<BreakRow | undefined> {
  const [row] = await ctx.db.select().from(breaks).where(eq(breaks.id, breakId));
  return row;
}

export interface BreakEnd {
  state: "mended" | "explained";
  verb: Mend;
  reason: string;
}

/** Ends a break that is open. Returns false when it is no longer. */
export async function closeBreak(ctx: Ctx, breakId: string, end: BreakEnd): Promise<boolean> {
  const closed = await ctx.db
    .update(breaks)
    .set({ ...end, closedBy: `${ctx.actor.kind}:${ctx.actor.id}`, closedAt: sql`app_now()` })
    .where(and(eq(breaks.id, breakId), eq(breaks.state, "open")))
    .returning({ id: breaks.id });
  return closed.length > 0;
}

/** Open breaks of a run that asking again may end by itself, oldest first. */
export async function readAskable(ctx: Ctx, runId: string, most: number): Promise<BreakRow[]> {
  return ctx.db
    .select()
    .from(breaks)
    .where(
      and(
        eq(breaks.lastRun, runId),
        eq(breaks.state, "open"),
        inArray(breaks.class, ["delivered-not-captured", "reversed-unheard", "unknown-to-them"]),
        sql`(${breaks.subject} like 'attempt:%' or ${breaks.subject} like 'payment:%')`,
      ),
    )
    .orderBy(asc(breaks.factAt))
    .limit(most);
}

/** Open breaks that staff were not told of, by class; they count as told from here on. */
export async function takeUntold(ctx: Ctx): Promise<{ class: string; count: number }[]> {
  const rows = await ctx.db.execute<{ class: string; count: string }>(sql`
    with told as (update breaks set alerted = true where state = 'open' and not alerted returning class)
    select class, count(*) as count from told group by class order by class`);
  return rows.map((row) => ({ class: row.class, count: Number(row.count) }));
}
