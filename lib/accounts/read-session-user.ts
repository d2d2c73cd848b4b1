import { and, eq, gt, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, sessions, users } from "@/db/schema";

export interface SessionUser {
  id: string;
  email: string;
  role: (typeof users.$inferSelect)["role"];
  granted: (typeof users.$inferSelect)["granted"];
  withdrawn: (typeof users.$inferSelect)["withdrawn"];
  sessionId: string;
  /** A code of the second factor was entered lately. */
  raised: boolean;
}

/** "Last seen" is told to the minute: a page that refreshes each second writes once. */
const SEEN_EVERY = sql.raw("interval '1 minute'");

/** Whose session this is, with role and permissions as they are now; null when it is unknown or over. @param device what the browser says it is */
export async function readSessionUser(
  ctx: Ctx,
  sessionToken: string,
  device?: string,
): Promise<SessionUser | null> {
  const [row] = await ctx.db
    .select({
      id: users.id,
      email: users.email,
      role: users.role,
      granted: users.granted,
      withdrawn: users.withdrawn,
      sessionId: sessions.id,
      raised: sql<boolean>`coalesce(${sessions.raisedUntil} > app_now(), false)`,
      unseen: sql<boolean>`${sessions.seenAt} < app_now() - ${SEEN_EVERY} or ${users.seenAt} is null or ${sessions.device} is null`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, sessionToken), gt(sessions.expires, appNow)));
  if (!row) return null;
  const { unseen, ...user } = row;
  if (unseen) await noteSeen(ctx, user, device);
  return user;
}

async function noteSeen(ctx: Ctx, { id, sessionId }: SessionUser, device = ""): Promise<void> {
  await ctx.db.update(sessions).set({ seenAt: appNow, device }).where(eq(sessions.id, sessionId));
  await ctx.db.update(users).set({ seenAt: appNow }).where(eq(users.id, id));
}

/** Signs out: the session is gone for every browser that held it. */
export async function endSession(ctx: Ctx, sessionToken: string): Promise<void> {
  await ctx.db.delete(sessions).where(eq(sessions.sessionToken, sessionToken));
}
