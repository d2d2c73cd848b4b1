import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { payments } from "@/db/schema";
import type { PaymentRow } from "./payment-row";

/**
 * Flags stand beside the state: a review or a barred buyer holds back the next claim, a dispute calls for a person, and what failed to be
 * paid back is owed. Call it with the payment locked where a flag depends on another.
 */
export async function flagPayment(
  ctx: Ctx,
  paymentId: string,
  flags: Partial<
    Pick<
      PaymentRow,
      "underReview" | "disputed" | "heldBack" | "letThroughBy" | "refundedMinor" | "refundOwedMinor"
    >
  >,
): Promise<void> {
  await ctx.db.update(payments).set(flags).where(eq(payments.id, paymentId));
}
