import { and, eq, lte, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, caseDecisions } from "@/db/schema";
import { newId } from "@/lib/core/ids";

export type DecisionRow = InferSelectModel<typeof caseDecisions>;

/** Writes a decision down. @param decision.afterMs until it is carried out @returns undefined when one waits already */
export async function putDecision(
  ctx: Ctx,
  decision: Pick<DecisionRow, "orderId" | "kind" | "form"> & { afterMs: number },
): Promise<DecisionRow | undefined> {
  const { afterMs, ...rest } = decision;
  const [row] = await ctx.db
    .insert(caseDecisions)
    .values({
      ...rest,
      id: newId(),
      decidedBy: ctx.actor.id,
      carryOutAt: sql`app_now() + ${`${afterMs} milliseconds`}::interval`,
    })
    .onConflictDoNothing()
    .returning();
  return row;
}

/** Locks a decision that still waits; undefined when it was carried out or taken back meanwhile. */
export async function lockDecision(ctx: Ctx, id: string): Promise<DecisionRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(caseDecisions)
    .where(and(eq(caseDecisions.id, id), eq(caseDecisions.state, "waiting")))
    .for("update");
  return row;
}

export async function endDecision(
  ctx: Ctx,
  id: string,
  end: { state: "done" | "undone" | "refused"; failure?: string },
): Promise<void> {
  await ctx.db
    .update(caseDecisions)
    .set({ ...end, endedAt: appNow })
    .where(eq(caseDecisions.id, id));
}

/** Ids of decisions whose time has come, the oldest first. */
export async function listDueDecisions(ctx: Ctx, most: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: caseDecisions.id })
    .from(caseDecisions)
    .where(and(eq(caseDecisions.state, "waiting"), lte(caseDecisions.carryOutAt, appNow)))
    .orderBy(caseDecisions.carryOutAt)
    .limit(most);
  return rows.map(({ id }) => id);
}
