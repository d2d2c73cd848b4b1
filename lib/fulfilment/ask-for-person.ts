import { writeMail } from "@/lib/mail";
import { noteAlerted, type OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** Tells staff once that an order needs them; what happens to the order does not wait for it. */
export async function askForPerson(ctx: FulfilmentCtx, order: OrderRow, why: string): Promise<void> {
  ctx.log.error({ order: order.id, state: order.state, why }, "an order needs a person");
  await noteAlerted(ctx, order.id);
  for (const to of ctx.staffEmails) {
    await writeMail(ctx, {
      template: "staff-alert",
      to,
      dedupeKey: `alert:${order.id}:${why}:${to}`,
      orderId: order.id,
      data: { why },
    });
  }
}
