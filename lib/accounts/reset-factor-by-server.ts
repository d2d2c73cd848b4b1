import { eq } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { recoveryCodes, secondFactors, sessions, users } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { isStaffRole, NotPermitted } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { FactorCtx } from "./factor-terms";
import { writeStaff } from "./lock-staff";
import { dropFactor } from "./set-up-factor";

export interface FactorReset {
  email: string;
  hadFactor: boolean;
  /** How many recovery codes and sessions ended. */
  codes: number;
  sessions: number;
}

/**
 * For who has lost authenticator and codes where no other owner can help: whoever may run commands on the server takes both away, ends the
 * sessions, and every owner is told. They sign in by mail and set up a new one.
 * @param input.email of staff, in whatever letters
 * @throws NotPermitted for everybody but the shop itself
 */
export async function resetFactorByServer(
  ctx: FactorCtx,
  input: { email: string },
): Promise<Result<FactorReset, Failure<"no-such-staff">>> {
  if (ctx.actor.kind !== "system") throw new NotPermitted("staff.write");
  const email = input.email.trim().toLowerCase();
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(users).where(eq(users.email, email)).for("update");
    if (!row || !isStaffRole(row.role)) return fail({ code: "no-such-staff" });
    const done: FactorReset = {
      email,
      hadFactor: (await tx.db.$count(secondFactors, eq(secondFactors.userId, row.id))) > 0,
      codes: await tx.db.$count(recoveryCodes, eq(recoveryCodes.userId, row.id)),
      sessions: await tx.db.$count(sessions, eq(sessions.userId, row.id)),
    };
    await writeStaff(tx, row.id, {});
    await dropFactor(tx, row.id);
    await tx.db.delete(sessions).where(eq(sessions.userId, row.id));
    await noteStaffAction(tx, {
      action: "second-factor-reset",
      subject: { kind: "staff", id: row.id },
      reason: "by a command on the server",
      data: { ...done },
    });
    await raiseAlert(tx, {
      kind: "factor-reset",
      subject: `staff:${row.id}`,
      text: `the second factor of ${email} was taken away by a command on the server`,
      path: `/admin/staff/${row.id}`,
      quietMs: 0,
    });
    return ok(done);
  });
}
