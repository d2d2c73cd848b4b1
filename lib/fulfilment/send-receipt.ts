import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { writeMail } from "@/lib/mail";
import { readOrder, type OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** There is nothing to tell yet: it has not ended. */
export type ReceiptFailure = Failure<"nothing-to-tell">;

const TOLD: Partial<Record<OrderRow["state"], "receipt" | "released">> = {
  delivered: "receipt",
  undeliverable: "released",
  cancelled: "released",
};

/**
 * Tells the buyer once more how their order ended, as things stand when the mail goes out. No money moves.
 * @param input.requestId of the form: sent twice, one mail goes out
 * @throws NotPermitted
 */
export async function sendReceipt(
  ctx: FulfilmentCtx,
  { orderId, requestId }: { orderId: string; requestId: string },
): Promise<Result<null, ReceiptFailure>> {
  assertMay(ctx.actor, "mails.write");
  return inTransaction(ctx, async (tx): Promise<Result<null, ReceiptFailure>> => {
    const order = await readOrder(tx, orderId);
    const template = order && TOLD[order.state];
    if (!template) return fail({ code: "nothing-to-tell" });
    const dedupeKey = `staff:${requestId}`;
    if (await writeMail(tx, { template, to: order.email, dedupeKey, orderId }))
      await noteStaffAction(tx, {
        action: "receipt-sent-again",
        subject: { kind: "order", id: orderId },
        data: { template },
      });
    return ok(null);
  });
}
