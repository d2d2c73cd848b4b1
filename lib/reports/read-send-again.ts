import { and, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { checkouts, orders, quotes, recipients } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";

/** Token of the number an order went to, for the buyer who made it; null for everybody else, for it shows the whole number. */
export async function readSendAgain(ctx: Ctx, { publicId }: { publicId: string }): Promise<string | null> {
  if (!isPublicId(publicId)) return null;
  const [row] = await ctx.db
    .select({ token: recipients.token })
    .from(orders)
    .innerJoin(checkouts, eq(checkouts.id, orders.checkoutId))
    .innerJoin(quotes, eq(quotes.id, orders.quoteId))
    .innerJoin(recipients, eq(recipients.id, quotes.recipientId))
    .where(and(eq(orders.publicId, publicId), eq(checkouts.buyerId, ctx.actor.id)));
  return row?.token ?? null;
}
