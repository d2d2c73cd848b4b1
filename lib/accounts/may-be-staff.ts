import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { users } from "@/db/schema";
import { isStaffRole } from "@/lib/core/permissions";

/** What every verb about staff is given besides: the addresses that become owners, in lower case. */
export interface StaffCtx extends Ctx {
  adminEmails: readonly string[];
}

/** Whether this address (in lower case) may sign in: it is named in the settings, or belongs to staff already. */
export async function mayBeStaff(ctx: StaffCtx, email: string): Promise<boolean> {
  const [known] = await ctx.db.select({ role: users.role }).from(users).where(eq(users.email, email));
  return ctx.adminEmails.includes(email) || (known !== undefined && isStaffRole(known.role));
}
