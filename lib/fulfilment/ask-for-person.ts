import { raiseAlert } from "@/lib/alerts";
import type { AlertKind } from "@/lib/core/alert-kinds";
import { noteAlerted, type OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** Tells staff once that an order needs them, and why; what happens to the order does not wait for it. */
export async function askForPerson(
  ctx: FulfilmentCtx,
  order: OrderRow,
  { kind, why }: { kind: AlertKind; why: string },
): Promise<void> {
  ctx.log.error({ order: order.id, state: order.state, why }, "an order needs a person");
  await noteAlerted(ctx, order.id);
  await raiseAlert(ctx, {
    kind,
    subject: `order:${order.id}:${why}`,
    text: `Order ${order.id} (${order.state}): ${why}`,
    path: `/admin/orders/${order.id}`,
  });
}
