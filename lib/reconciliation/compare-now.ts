import { readAppTime } from "@/db/read-app-time";
import { noteStaffAction } from "@/lib/audit";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import type { ReconciliationCtx } from "./context";
import { readPayouts } from "./read-payouts";
import { reconcile, type RunReport } from "./reconcile";

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 31;

/**
 * Staff have the books of the last days compared at once. Undefined when a comparison runs already.
 * @param input.days 1 to 31; what is none of these is one
 * @throws NotPermitted
 */
export async function compareNow(
  ctx: ReconciliationCtx,
  { days }: { days: number },
): Promise<RunReport | undefined> {
  assertMay(ctx.actor, "books.mend");
  const asked = days >= 1 && days <= MOST_DAYS ? Math.trunc(days) : 1;
  await noteStaffAction(ctx, {
    action: "books-compared",
    subject: { kind: "comparison", id: newId() },
    data: { days: asked },
  });
  const now = await readAppTime(ctx);
  return reconcile(ctx, { from: new Date(now.getTime() - asked * DAY_MS) });
}

/** Staff have it read what Stripe has paid out. Undefined when Stripe could not be read. @throws NotPermitted */
export async function readPayoutsNow(ctx: Parameters<typeof readPayouts>[0]): Promise<number | undefined> {
  assertMay(ctx.actor, "books.mend");
  await noteStaffAction(ctx, { action: "payouts-read", subject: { kind: "payouts", id: "all" } });
  return readPayouts(ctx);
}
