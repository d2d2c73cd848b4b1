import { eq } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { sessions, verificationTokens } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { FactorCtx } from "./factor-terms";
import { lockStaff, writeStaff, type StaffDeskCtx, type StaffFailure } from "./lock-staff";
import { dropFactor } from "./set-up-factor";

interface Of {
  userId: string;
  version: number;
  reason?: string | undefined;
}

/**
 * Takes somebody out of staff: their sessions, links and authenticator end at once; what they did stays in the log under their name.
 * @throws NotPermitted, FactorNeeded
 */
export async function removeStaff(
  ctx: StaffDeskCtx & FactorCtx,
  { userId, version, reason }: Of,
): Promise<Result<null, StaffFailure>> {
  assertMay(ctx.actor, "staff.write");
  return inTransaction(ctx, async (tx) => {
    const locked = await lockStaff(tx, { userId, version, keepsOwner: false });
    if (!locked.ok) return fail(locked.failure);
    const { email, role } = locked.value;
    if (tx.staffEmails.includes(email)) return fail({ code: "named-in-settings" });
    await writeStaff(tx, userId, { role: "customer", granted: [], withdrawn: [] });
    await dropFactor(tx, userId);
    await tx.db.delete(sessions).where(eq(sessions.userId, userId));
    await tx.db.delete(verificationTokens).where(eq(verificationTokens.identifier, email));
    await noteStaffAction(tx, {
      action: "staff-removed",
      subject: { kind: "staff", id: userId },
      reason,
      data: { email, role },
    });
    return ok(null);
  });
}

/**
 * For who has lost authenticator and codes: they set up a new one when they next sign in. Nobody does it for themselves this way.
 * @throws NotPermitted, FactorNeeded
 */
export async function resetFactor(
  ctx: StaffDeskCtx & FactorCtx,
  { userId, version, reason }: Of,
): Promise<Result<null, StaffFailure>> {
  assertMay(ctx.actor, "staff.write");
  return inTransaction(ctx, async (tx) => {
    const locked = await lockStaff(tx, { userId, version, keepsOwner: true });
    if (!locked.ok) return fail(locked.failure);
    await writeStaff(tx, userId, {});
    await dropFactor(tx, userId);
    // Who still sits at a session of theirs must not be the one who sets up the new authenticator.
    await tx.db.delete(sessions).where(eq(sessions.userId, userId));
    await noteStaffAction(tx, {
      action: "second-factor-reset",
      subject: { kind: "staff", id: userId },
      reason,
      data: { email: locked.value.email },
    });
    return ok(null);
  });
}
