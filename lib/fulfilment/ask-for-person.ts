import { eq } from "drizzle-orm";
import { appNow, orders } from "@/db/schema";
import { writeMail } from "@/lib/mail";
import type { OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** Tells staff once that an order needs them; what happens to the order does not wait for it. */
export async function askForPerson(ctx: FulfilmentCtx, order: OrderRow, why: string): Promise<void> {
  ctx.log.error({ order: order.id, state: order.state, why }, "an order needs a person");
  await ctx.db.update(orders).set({ alertedAt: appNow }).where(eq(orders.id, order.id));
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
