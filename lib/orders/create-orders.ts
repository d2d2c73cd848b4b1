import type { Ctx } from "@/db/context";
import { orderEvents, orders } from "@/db/schema";
import { newId, newPublicId, newReferenceStem } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";
import { afterMs } from "./advance-order";
import type { OrderRow } from "./order-row";

export interface NewOrder {
  line: number;
  quoteId: string;
  operatorId: string;
  productId: string;
  number: string;
  country: string;
  face: Money;
  total: Money;
}

/** One order per frozen quote, all in draft, in the transaction that froze them. */
export async function createOrders(
  ctx: Ctx,
  input: { checkoutId: string; email: string; lines: NewOrder[] },
): Promise<OrderRow[]> {
  const rows = await ctx.db
    .insert(orders)
    .values(
      input.lines.map(({ face, total, ...line }) => ({
        ...line,
        id: newId(),
        publicId: newPublicId(),
        checkoutId: input.checkoutId,
        state: "draft" as const,
        email: input.email,
        faceMinor: face.minor,
        faceCurrency: face.currency,
        totalMinor: total.minor,
        totalCurrency: total.currency,
        referenceStem: newReferenceStem(),
        nextActionAt: afterMs(ctx.policy.paymentPoll),
      })),
    )
    .returning();
  await ctx.db.insert(orderEvents).values(
    rows.map((row) => ({
      orderId: row.id,
      seq: 1,
      event: "pay_pressed",
      from: null,
      to: "draft",
      actor: `${ctx.actor.kind}:${ctx.actor.id}`,
    })),
  );
  return rows;
}
