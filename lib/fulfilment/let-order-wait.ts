import { wakeAfter } from "@/lib/jobs";
import { postponeOrder, type OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** The order stays as it is; the row and the job engine both know when it is looked at again. */
export async function letOrderWait(ctx: FulfilmentCtx, order: OrderRow, afterMs: number): Promise<void> {
  await postponeOrder(ctx, order, afterMs);
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs });
}
