import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { payments } from "@/db/schema";

/** Flags stand beside the state: a review holds back the next claim, a dispute calls for a person. */
export async function flagPayment(
  ctx: Ctx,
  paymentId: string,
  flags: { underReview?: boolean; disputed?: boolean },
): Promise<void> {
  await ctx.db.update(payments).set(flags).where(eq(payments.id, paymentId));
}
