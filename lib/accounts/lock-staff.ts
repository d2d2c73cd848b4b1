import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { users } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { isStaffRole, STAFF_ROLES, type StaffRole } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

/** What verbs that change staff need beside the usual. */
export interface StaffDeskCtx extends Ctx {
  /** Addresses the settings make owners, in lower case. */
  staffEmails: readonly string[];
}

export type StaffRow = typeof users.$inferSelect & { role: StaffRole };

export type StaffFailure = Failure<
  "no-such-staff" | "own-account" | "changed-meanwhile" | "last-owner" | "named-in-settings"
>;

/** All owners' rows are locked with it, so that two of them cannot take each other's role at once. */
async function countOwners(tx: Ctx): Promise<number> {
  const owners = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, "owner"))
    .orderBy(users.id)
    .for("update");
  return owners.length;
}

/**
 * One of staff, locked, whom the actor may change: never oneself, and as it was when the page was made.
 * @param change.keepsOwner whether they are an owner afterwards as well
 */
export async function lockStaff(
  tx: StaffDeskCtx,
  change: { userId: string; version: number; keepsOwner: boolean },
): Promise<Result<StaffRow, StaffFailure>> {
  const owners = await countOwners(tx);
  const [row] = await tx.db.select().from(users).where(eq(users.id, change.userId)).for("update");
  if (!row || !isStaffRole(row.role)) return fail({ code: "no-such-staff" });
  if (row.id === tx.actor.id) return fail({ code: "own-account" });
  if (row.staffVersion !== change.version) return fail({ code: "changed-meanwhile" });
  if (!change.keepsOwner && row.role === "owner") {
    if (owners <= 1) return fail({ code: "last-owner" });
    if (tx.staffEmails.includes(row.email)) return fail({ code: "named-in-settings" });
  }
  return ok({ ...row, role: row.role });
}

/** Writes what changed of somebody locked by `lockStaff`. */
export async function writeStaff(
  tx: Ctx,
  userId: string,
  set: Partial<Pick<StaffRow, "granted" | "withdrawn">> & { role?: StaffRow["role"] | "customer" },
): Promise<void> {
  await tx.db
    .update(users)
    .set({ ...set, staffVersion: sql`${users.staffVersion} + 1` })
    .where(and(eq(users.id, userId), inArray(users.role, [...STAFF_ROLES])));
}
