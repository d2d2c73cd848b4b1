import { eq } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { sessions } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { assertMay, grantsOf, type Permission, type StaffRole } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { lockStaff, writeStaff, type StaffDeskCtx, type StaffFailure } from "./lock-staff";

export interface StaffChange {
  userId: string;
  /** The version their page was made from. */
  version: number;
  role: StaffRole;
  /** Everything they are to be allowed; kept as differences from the role. An owner is allowed everything. */
  permissions: readonly Permission[];
  reason?: string | undefined;
}

/** What only whole owners may: it would make its holder one. */
export const OWNERS_ALONE: readonly Permission[] = ["staff.write"];

function differences({ role, permissions }: StaffChange): { granted: Permission[]; withdrawn: Permission[] } {
  const byRole = grantsOf(role);
  if (role === "owner") return { granted: [], withdrawn: [] };
  return {
    granted: permissions.filter((one) => !byRole.includes(one) && !OWNERS_ALONE.includes(one)),
    withdrawn: byRole.filter((one) => !permissions.includes(one)),
  };
}

/**
 * Gives one of staff another role or other permissions, which count at once. Nobody changes their own.
 * @throws NotPermitted, FactorNeeded
 */
export async function changeStaff(
  ctx: StaffDeskCtx,
  change: StaffChange,
): Promise<Result<null, StaffFailure>> {
  assertMay(ctx.actor, "staff.write");
  return inTransaction(ctx, async (tx) => {
    const locked = await lockStaff(tx, { ...change, keepsOwner: change.role === "owner" });
    if (!locked.ok) return fail(locked.failure);
    const { role, granted, withdrawn, email } = locked.value;
    const next = { role: change.role, ...differences(change) };
    await writeStaff(tx, change.userId, next);
    // A code entered as what they were says nothing of what they have become.
    await tx.db.update(sessions).set({ raisedUntil: null }).where(eq(sessions.userId, change.userId));
    await noteStaffAction(tx, {
      action: "staff-changed",
      subject: { kind: "staff", id: change.userId },
      reason: change.reason,
      data: { email, before: { role, granted, withdrawn }, after: next },
    });
    return ok(null);
  });
}
