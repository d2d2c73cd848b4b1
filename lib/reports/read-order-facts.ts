import { asc, eq, type InferSelectModel } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import {
  attempts,
  operators,
  orderEvents,
  orders,
  paymentEvents,
  payments,
  products,
  quotes,
} from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";

/** Everything known of one order, as rows; views are drawn from it. */
export interface OrderFacts {
  order: InferSelectModel<typeof orders>;
  operator: InferSelectModel<typeof operators>;
  product: InferSelectModel<typeof products>;
  quote: InferSelectModel<typeof quotes>;
  payment: InferSelectModel<typeof payments>;
  attempts: InferSelectModel<typeof attempts>[];
  orderEvents: InferSelectModel<typeof orderEvents>[];
  paymentEvents: InferSelectModel<typeof paymentEvents>[];
}

/** Reads one order by its public id or its id: four indexed queries. */
export async function readOrderFacts(
  ctx: Ctx,
  key: { publicId: string } | { id: string },
): Promise<OrderFacts | undefined> {
  if ("publicId" in key ? !isPublicId(key.publicId) : !isUuid(key.id)) return undefined;
  const [head] = await ctx.db
    .select({ order: orders, operator: operators, product: products, quote: quotes, payment: payments })
    .from(orders)
    .innerJoin(operators, eq(operators.id, orders.operatorId))
    .innerJoin(products, eq(products.id, orders.productId))
    .innerJoin(quotes, eq(quotes.id, orders.quoteId))
    .innerJoin(payments, eq(payments.checkoutId, orders.checkoutId))
    .where("publicId" in key ? eq(orders.publicId, key.publicId) : eq(orders.id, key.id));
  if (!head) return undefined;
  const [attemptRows, orderRows, paymentRows] = await Promise.all([
    ctx.db.select().from(attempts).where(eq(attempts.orderId, head.order.id)).orderBy(asc(attempts.n)),
    ctx.db
      .select()
      .from(orderEvents)
      .where(eq(orderEvents.orderId, head.order.id))
      .orderBy(asc(orderEvents.seq)),
    ctx.db
      .select()
      .from(paymentEvents)
      .where(eq(paymentEvents.paymentId, head.payment.id))
      .orderBy(asc(paymentEvents.seq)),
  ]);
  return { ...head, attempts: attemptRows, orderEvents: orderRows, paymentEvents: paymentRows };
}
