import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { signInThrottles } from "@/db/schema";

const WINDOW_MS = 15 * 60_000;
const MOST_MAILS = 5;

/**
 * Counts one sign-in mail for the address, in a row that every process sees. Links live as long as the window, so somebody who uses up
 * the mails of another cannot keep them out.
 * @returns false when the address had its mails for this window
 */
export async function takeSignInMail(ctx: Ctx, email: string): Promise<boolean> {
  const window = sql`${`${ctx.policy.scaled(WINDOW_MS)} milliseconds`}::interval`;
  const over = sql`${signInThrottles.windowStartedAt} <= app_now() - ${window}`;
  const [row] = await ctx.db
    .insert(signInThrottles)
    .values({ email })
    .onConflictDoUpdate({
      target: signInThrottles.email,
      set: {
        mails: sql`case when ${over} then 1 else least(${signInThrottles.mails} + 1, ${MOST_MAILS + 1}) end`,
        windowStartedAt: sql`case when ${over} then app_now() else ${signInThrottles.windowStartedAt} end`,
      },
    })
    .returning({ mails: signInThrottles.mails });
  return row !== undefined && row.mails <= MOST_MAILS;
}
