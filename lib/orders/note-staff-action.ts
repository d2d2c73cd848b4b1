import type { Ctx } from "@/db/context";
import { staffActions } from "@/db/schema";

export interface StaffAction {
  action:
    | "asked-provider"
    | "proposed"
    | "proposal-withdrawn"
    | "evidence-sent"
    | "let-through"
    | "refunded-again"
    | "paid-by-hand"
    | "promo-made"
    | "promo-ended";
  orderId?: string;
  paymentId?: string;
  /** Nothing secret. */
  data?: Record<string, unknown>;
}

/** Keeps who did what, where no machine's event tells it. Append-only. */
export async function noteStaffAction(ctx: Ctx, action: StaffAction): Promise<void> {
  await ctx.db.insert(staffActions).values({ ...action, actor: `${ctx.actor.kind}:${ctx.actor.id}` });
}
