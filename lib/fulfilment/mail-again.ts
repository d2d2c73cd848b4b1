import { inTransaction } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { writeMail } from "@/lib/mail";
import { findOrderByPublicId } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** However often it is asked for, one mail goes out in so long. */
const REST_MS = 3_600_000;

/** Sends the mail that leads to a delivered order's code once more, to whom the code was sent, else to its buyer; once an hour at most. */
export async function mailAgain(
  ctx: FulfilmentCtx,
  { publicId }: { publicId: string },
): Promise<Result<null, Failure<"order-gone">>> {
  const order = await findOrderByPublicId(ctx, publicId);
  if (order?.state !== "delivered") return fail({ code: "order-gone" });
  const hour = Math.floor(ctx.clock.now().getTime() / REST_MS);
  await inTransaction(ctx, (tx) =>
    writeMail(tx, {
      template: order.recipientEmail ? "gift" : "receipt",
      to: order.recipientEmail ?? order.email,
      dedupeKey: `again:${order.id}:${hour}`,
      orderId: order.id,
    }),
  );
  return ok(null);
}
