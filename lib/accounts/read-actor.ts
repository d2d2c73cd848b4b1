import { eq } from "drizzle-orm";
import type { Actor, Ctx } from "@/db/context";
import { users } from "@/db/schema";
import { isStaffRole } from "@/lib/core/permissions";

/** One of staff as an actor, with what they may now; undefined when they are of staff no more. Their session is not asked for. */
export async function readActor(ctx: Ctx, userId: string): Promise<Actor | undefined> {
  const [row] = await ctx.db
    .select({ role: users.role, granted: users.granted, withdrawn: users.withdrawn })
    .from(users)
    .where(eq(users.id, userId));
  if (!row || !isStaffRole(row.role)) return undefined;
  const { role, granted, withdrawn } = row;
  return { kind: "staff", id: userId, role, granted, withdrawn };
}
