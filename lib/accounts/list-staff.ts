import { asc, count, eq, gt, inArray, isNotNull, and, desc, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, secondFactors, sessions, users } from "@/db/schema";
import { assertMay, isStaffRole, STAFF_ROLES } from "@/lib/core/permissions";
import type { StaffDeskCtx } from "./lock-staff";
import type { StaffMember, StaffSession } from "./types";

/** Everybody of staff, by address. @throws NotPermitted */
export async function listStaff(ctx: StaffDeskCtx): Promise<StaffMember[]> {
  assertMay(ctx.actor, "staff.read");
  const open = ctx.db
    .select({ userId: sessions.userId, open: count().as("open") })
    .from(sessions)
    .where(gt(sessions.expires, appNow))
    .groupBy(sessions.userId)
    .as("open");
  const rows = await ctx.db
    .select({ user: users, open: open.open, factor: secondFactors.confirmedAt })
    .from(users)
    .leftJoin(open, eq(open.userId, users.id))
    .leftJoin(secondFactors, and(eq(secondFactors.userId, users.id), isNotNull(secondFactors.confirmedAt)))
    .where(inArray(users.role, [...STAFF_ROLES]))
    .orderBy(asc(users.email));
  return rows.flatMap(({ user, ...row }) =>
    isStaffRole(user.role)
      ? [
          {
            userId: user.id,
            email: user.email,
            role: user.role,
            granted: user.granted,
            withdrawn: user.withdrawn,
            version: user.staffVersion,
            secondFactor: row.factor !== null,
            sessions: row.open ?? 0,
            seenAt: user.seenAt?.toISOString() ?? null,
            inSettings: ctx.staffEmails.includes(user.email),
            invited: user.emailVerified === null,
          },
        ]
      : [],
  );
}

/** Sessions that are open, the one last used first: one's own, or with `staff.read` anybody's. @throws NotPermitted */
export async function listSessions(ctx: Ctx, { userId }: { userId: string }): Promise<StaffSession[]> {
  if (ctx.actor.id !== userId || ctx.actor.kind !== "staff") assertMay(ctx.actor, "staff.read");
  const rows = await ctx.db
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      expires: sessions.expires,
      raised: sql<boolean>`coalesce(${sessions.raisedUntil} > app_now(), false)`,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expires, appNow)))
    .orderBy(desc(sessions.seenAt));
  return rows.map(({ createdAt, seenAt, expires, ...rest }) => ({
    ...rest,
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expires: expires.toISOString(),
  }));
}
