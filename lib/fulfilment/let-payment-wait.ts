import { wakeAfter } from "@/lib/jobs";
import { postponePayment, type PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";

/** The payment stays as it was read; one that has moved on has set its own next wake-up. */
export async function letPaymentWait(
  ctx: FulfilmentCtx,
  payment: PaymentRow,
  afterMs: number,
): Promise<void> {
  if (await postponePayment(ctx, payment, afterMs))
    await wakeAfter(ctx, { task: "payment", id: payment.id, afterMs });
}
