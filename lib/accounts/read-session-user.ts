import { and, eq, gt } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, sessions, users } from "@/db/schema";

export interface SessionUser {
  id: string;
  email: string;
  role: (typeof users.$inferSelect)["role"];
}

/** Whose session this is, with the role as it is now; null when it is unknown or over. */
export async function readSessionUser(ctx: Ctx, sessionToken: string): Promise<SessionUser | null> {
  const [row] = await ctx.db
    .select({ id: users.id, email: users.email, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, sessionToken), gt(sessions.expires, appNow)));
  return row ?? null;
}

/** Signs out: the session is gone for every browser that held it. */
export async function endSession(ctx: Ctx, sessionToken: string): Promise<void> {
  await ctx.db.delete(sessions).where(eq(sessions.sessionToken, sessionToken));
}
