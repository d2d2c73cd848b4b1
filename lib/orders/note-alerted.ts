import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, orders } from "@/db/schema";

/** Remembers that staff were told of the order. No change of state: it stands beside the machine. */
export async function noteAlerted(ctx: Ctx, orderId: string): Promise<void> {
  await ctx.db.update(orders).set({ alertedAt: appNow }).where(eq(orders.id, orderId));
}
