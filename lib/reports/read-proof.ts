import { eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { orderProofs, orders } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import type { OrderView, ProofView } from "@/lib/orders/types";
import { readOrderView } from "./read-order-view";

function standOf({ state }: OrderView): ProofView["stands"] {
  if (state === "delivered") return "arrived";
  return state === "undeliverable" || state === "cancelled" || state === "expired" ? "missed" : "on-its-way";
}

/** What whoever an order was for may see of it: what, when and the operator's reference. No price, no buyer, no code. Null when there is none. */
export async function readProof(ctx: Ctx, { token }: { token: string }): Promise<ProofView | null> {
  if (!isPublicId(token)) return null;
  const [proof] = await ctx.db
    .select({ orderId: orderProofs.orderId, message: orderProofs.message })
    .from(orderProofs)
    .where(eq(orderProofs.token, token));
  const order = proof && (await readOrderView(ctx, { id: proof.orderId }));
  if (!order) return null;
  const arrival = order.stops.find(({ stop }) => stop === "delivered");
  const stands = standOf(order);
  return {
    stands,
    face: (stands === "arrived" && arrival?.amount) || order.price.face,
    parcel: order.parcel,
    kind: order.kind,
    operator: order.operator,
    to: order.to,
    at: stands === "arrived" ? (arrival?.at ?? null) : null,
    operatorReference: stands === "arrived" ? order.operatorReference : null,
    message: proof.message,
  };
}

/** The page that was made for whoever an order was for, for its buyer; null while there is none. */
export async function readProofOf(
  ctx: Ctx,
  { publicId }: { publicId: string },
): Promise<{ token: string; message: string } | null> {
  if (!isPublicId(publicId)) return null;
  const [row] = await ctx.db
    .select({ token: orderProofs.token, message: orderProofs.message })
    .from(orderProofs)
    .innerJoin(orders, eq(orders.id, orderProofs.orderId))
    .where(eq(orders.publicId, publicId));
  return row ?? null;
}
