import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { whyNotCancel, type CancelBar } from "@/lib/core/transitions";
import { wake } from "@/lib/jobs";
import { advanceOrder, findOrderByPublicId, lockOrder, readAttempts } from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";

/** `cancel-…`: what stands against it, each with a sentence of its own. */
export type CancelFailure = Failure<"order-gone" | `cancel-${CancelBar}`>;

/** Cancels for the buyer, by the rule checked in the cancelling transaction. What was held is released. */
export async function cancelOrder(
  ctx: FulfilmentCtx,
  input: { publicId: string },
): Promise<Result<null, CancelFailure>> {
  const found = await findOrderByPublicId(ctx, input.publicId);
  if (!found) return fail({ code: "order-gone" });
  const cancelled = await inTransaction(ctx, async (tx): Promise<Result<null, CancelFailure>> => {
    const order = await lockOrder(tx, found.id);
    if (!order) return fail({ code: "order-gone" });
    const bar = whyNotCancel(order.state, await readAttempts(tx, order.id));
    if (bar) return fail({ code: `cancel-${bar}` });
    await advanceOrder(tx, order, { event: "cancelled_by_buyer", to: "cancelled", nextAfterMs: null });
    const payment = await readPaymentOf(tx, order.checkoutId);
    if (payment?.state === "open") await wake(tx, "payment", payment.id);
    await settleCheckout(tx, order.checkoutId);
    return ok(null);
  });
  await failpoint("cancel.committed");
  return cancelled;
}
