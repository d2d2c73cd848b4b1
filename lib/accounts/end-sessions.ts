import { and, eq, ne } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { sessions } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";

/**
 * Ends sessions: one, or all of a person's but the one that asks. One's own, or with `staff.write` anybody's.
 * @returns how many ended
 * @throws NotPermitted, FactorNeeded
 */
export async function endSessions(
  ctx: Ctx,
  { userId, sessionId, but }: { userId: string; sessionId?: string | undefined; but?: string | undefined },
): Promise<number> {
  if (ctx.actor.id !== userId || ctx.actor.kind !== "staff") assertMay(ctx.actor, "staff.write");
  return inTransaction(ctx, async (tx) => {
    const ended = await tx.db
      .delete(sessions)
      .where(
        and(
          eq(sessions.userId, userId),
          sessionId === undefined ? undefined : eq(sessions.id, sessionId),
          but === undefined ? undefined : ne(sessions.id, but),
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await noteStaffAction(tx, {
        action: "sessions-ended",
        subject: { kind: "staff", id: userId },
        data: { count: ended.length },
      });
    return ended.length;
  });
}
