import { readAppTime } from "@/db/read-app-time";
import type { ReconciliationCtx } from "./context";
import { reconcile, type RunReport } from "./reconcile";

/** UTC: the shop is quiet, and the other side's day has ended. */
const HOUR = 3;

/** The day's comparison, once over all processes, whenever the first of them looks after three. Returns undefined when it is not due. */
export async function reconcileNightly(ctx: ReconciliationCtx): Promise<RunReport | undefined> {
  const now = await readAppTime(ctx);
  if (now.getUTCHours() < HOUR) return undefined;
  const day = now.toISOString().slice(0, 10);
  return reconcile(ctx, { from: new Date(now.getTime() - ctx.policy.reconcileBack), day });
}
