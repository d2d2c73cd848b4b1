import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay, assertRaised } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { whyNotCancel, type CancelBar } from "@/lib/core/transitions";
import { wake } from "@/lib/jobs";
import { advanceOrder, lockOrder, readAttempts } from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";

export type StaffCancelFailure = Failure<`cancel-${CancelBar}` | "order-changed" | "note-missing">;

/**
 * Staff end an order of which nothing was bought, by the buyer's own rule; what was held for it is released.
 * @param input.version of the order when the form was made
 * @throws NotPermitted
 * @throws FactorNeeded
 */
export async function cancelByStaff(
  ctx: FulfilmentCtx,
  input: { orderId: string; version: number; note: string },
): Promise<Result<null, StaffCancelFailure>> {
  assertMay(ctx.actor, "orders.act");
  assertRaised(ctx.actor, "releasing a hold");
  const note = input.note.trim();
  if (note.length < 5) return fail({ code: "note-missing" });
  return inTransaction(ctx, async (tx): Promise<Result<null, StaffCancelFailure>> => {
    const order = await lockOrder(tx, input.orderId);
    if (!order) return fail({ code: "cancel-over" });
    const bar = whyNotCancel(order.state, await readAttempts(tx, order.id));
    if (bar) return fail({ code: `cancel-${bar}` });
    if (order.version !== input.version) return fail({ code: "order-changed" });
    const data = { note };
    await advanceOrder(tx, order, { event: "cancelled_by_staff", to: "cancelled", nextAfterMs: null, data });
    await noteStaffAction(tx, {
      action: "order-cancelled",
      subject: { kind: "order", id: order.id },
      reason: note,
    });
    const payment = await readPaymentOf(tx, order.checkoutId);
    if (payment?.state === "open") await wake(tx, "payment", payment.id);
    await settleCheckout(tx, order.checkoutId);
    return ok(null);
  });
}
