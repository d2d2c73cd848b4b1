import { and, asc, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { checkouts, operators, orders, products, quotes } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { OtherOrder } from "@/lib/orders/types";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { langIn, parcelOf } from "@/lib/providers/parcel-of";

/**
 * The orders that were paid together with one, itself among them, for the buyer who made them; empty for everybody else, and when there is
 * but one: each address opens its own order alone.
 * @param of.locale in which packages are named, where the catalog has their names in it
 */
export async function readOthers(
  ctx: Ctx,
  { publicId, locale }: { publicId: string; locale: string },
): Promise<OtherOrder[]> {
  if (!isPublicId(publicId)) return [];
  const rows = await ctx.db
    .select({ order: orders, operator: operators.name, product: products, name: quotes.recipientName })
    .from(orders)
    .innerJoin(checkouts, eq(checkouts.id, orders.checkoutId))
    .innerJoin(quotes, eq(quotes.id, orders.quoteId))
    .innerJoin(operators, eq(operators.id, orders.operatorId))
    .innerJoin(products, eq(products.id, orders.productId))
    .where(
      and(
        eq(orders.checkoutId, sql`(select checkout_id from orders where public_id = ${publicId})`),
        eq(checkouts.buyerId, ctx.actor.id),
      ),
    )
    .orderBy(asc(orders.line));
  if (rows.length < 2) return [];
  return rows.map(({ order, operator, product, name }) => ({
    publicId: order.publicId,
    state: order.state,
    operator,
    to: maskRecipient(order),
    name,
    parcel: parcelOf(product, locale),
    parcelLang: langIn(product, locale),
    price: {
      face: money(order.faceMinor, order.faceCurrency),
      total: money(order.totalMinor, order.totalCurrency),
    },
  }));
}
