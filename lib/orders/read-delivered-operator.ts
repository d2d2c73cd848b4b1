import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, orders, products } from "@/db/schema";

/** What arrives on the number itself: it went through the network that serves it. */
const ON_THE_NUMBER = ["airtime", "bundle", "data", "plan"] as const;

/** The network that the last delivery to a number went through, if that was not too long ago (`policy.deliveryTells`). */
export async function readDeliveredOperator(
  ctx: Ctx,
  { number }: { number: string },
): Promise<{ operatorId: string; name: string } | null> {
  const [row] = await ctx.db
    .select({ operatorId: orders.operatorId, name: operators.name })
    .from(orders)
    .innerJoin(products, eq(products.id, orders.productId))
    .innerJoin(operators, eq(operators.id, orders.operatorId))
    .where(
      and(
        eq(orders.number, number),
        eq(orders.state, "delivered"),
        inArray(products.kind, [...ON_THE_NUMBER]),
        sql`${orders.createdAt} > app_now() - make_interval(secs => ${ctx.policy.deliveryTells / 1000}::float8)`,
      ),
    )
    .orderBy(desc(orders.createdAt))
    .limit(1);
  return row ?? null;
}
