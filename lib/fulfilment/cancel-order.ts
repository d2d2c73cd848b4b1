import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { mayCancel } from "@/lib/core/transitions";
import { wake } from "@/lib/jobs";
import { advanceOrder, findOrderByPublicId, lockOrder, readAttempts } from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";

export type CancelFailure = Failure<
  | "order-gone"
  /** It is with the operator, or its end is known: only the line can tell how it goes on. */
  | "too-late-to-cancel"
>;

/** Cancels for the buyer, by the rule checked in the cancelling transaction. What was held is released. */
export async function cancelOrder(
  ctx: FulfilmentCtx,
  input: { publicId: string },
): Promise<Result<null, CancelFailure>> {
  const found = await findOrderByPublicId(ctx, input.publicId);
  if (!found) return fail({ code: "order-gone" });
  const cancelled = await inTransaction(ctx, async (tx): Promise<Result<null, CancelFailure>> => {
    const order = await lockOrder(tx, found.id);
    if (!order || !mayCancel(order.state, await readAttempts(tx, order.id)))
      return fail({ code: "too-late-to-cancel" });
    await advanceOrder(tx, order, { event: "cancelled_by_buyer", to: "cancelled", nextAfterMs: null });
    const payment = await readPaymentOf(tx, order.checkoutId);
    if (payment?.state === "open") await wake(tx, "payment", payment.id);
    await settleCheckout(tx, order.checkoutId);
    return ok(null);
  });
  await failpoint("cancel.committed");
  return cancelled;
}
