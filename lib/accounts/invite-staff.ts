import { eq, sql } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { users } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay, isStaffRole, type StaffRole } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { writeMail } from "@/lib/mail";
import type { StaffDeskCtx } from "./lock-staff";

/**
 * Makes an address one of staff and writes to it; they come in by the usual link. One who was of staff before comes back without what they
 * were allowed then.
 * @param input.email in lower case
 * @throws NotPermitted, FactorNeeded
 */
export async function inviteStaff(
  ctx: StaffDeskCtx,
  { email, role }: { email: string; role: StaffRole },
): Promise<Result<{ userId: string }, Failure<"already-staff">>> {
  assertMay(ctx.actor, "staff.write");
  return inTransaction(ctx, async (tx) => {
    const [known] = await tx.db.select().from(users).where(eq(users.email, email)).for("update");
    if (known && isStaffRole(known.role)) return fail({ code: "already-staff" });
    const fresh = { role, granted: [], withdrawn: [], invitedBy: tx.actor.id };
    const [row] = await tx.db
      .insert(users)
      .values({ email, ...fresh })
      .onConflictDoUpdate({
        target: users.email,
        set: { ...fresh, staffVersion: sql`${users.staffVersion} + 1` },
        setWhere: eq(users.role, "customer"),
      })
      .returning({ id: users.id });
    if (!row) return fail({ code: "already-staff" });
    await writeMail(tx, {
      template: "staff-invited",
      to: email,
      dedupeKey: `invited:${newId()}`,
      data: { role },
    });
    await noteStaffAction(tx, {
      action: "staff-invited",
      subject: { kind: "staff", id: row.id },
      data: { email, role },
    });
    return ok({ userId: row.id });
  });
}
