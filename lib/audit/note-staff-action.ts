import type { Ctx } from "@/db/context";
import { staffActions } from "@/db/schema";

export interface StaffAction {
  /** What was done, in the past: `let-through`, `price-rule-made`. */
  action: string;
  /** What it was done to: `{ kind: "order", id }`. Of an order it stands on the order's own page too. */
  subject: { kind: string; id: string };
  /** Why, in the words of who did it. */
  reason?: string | undefined;
  /** Where an order's payment was what it was about. */
  paymentId?: string;
  /** What was before and what is now, for one. Nothing secret. */
  data?: Record<string, unknown>;
}

/** Keeps who did what, where no machine's event tells it; in the transaction of the deed. Append-only. */
export async function noteStaffAction(ctx: Ctx, { subject, ...action }: StaffAction): Promise<void> {
  await ctx.db.insert(staffActions).values({
    ...action,
    actor: `${ctx.actor.kind}:${ctx.actor.id}`,
    subjectKind: subject.kind,
    subjectId: subject.id,
    orderId: subject.kind === "order" ? subject.id : null,
  });
}
