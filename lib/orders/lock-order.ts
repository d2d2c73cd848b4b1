import { and, asc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts, orders } from "@/db/schema";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { AttemptRow, OrderRow } from "./order-row";

/** Locks one order for this transaction. Orders are always locked before the payment. */
export async function lockOrder(ctx: Ctx, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await ctx.db.select().from(orders).where(eq(orders.id, orderId)).for("update");
  return row;
}

/** Locks an attempt together with its order. */
export async function lockAttempt(
  ctx: Ctx,
  attemptId: string,
): Promise<{ order: OrderRow; attempt: AttemptRow } | undefined> {
  const [row] = await ctx.db
    .select({ order: orders, attempt: attempts })
    // The order stands first, so that it is locked first here too.
    .from(orders)
    .innerJoin(attempts, eq(attempts.orderId, orders.id))
    .where(eq(attempts.id, attemptId))
    .for("update");
  return row;
}

/** Locks all orders of a checkout, in the order of their lines. */
export async function lockOrdersOf(ctx: Ctx, checkoutId: string): Promise<OrderRow[]> {
  return ctx.db
    .select()
    .from(orders)
    .where(eq(orders.checkoutId, checkoutId))
    .orderBy(asc(orders.line))
    .for("update");
}

export async function readOrder(ctx: Ctx, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await ctx.db.select().from(orders).where(eq(orders.id, orderId));
  return row;
}

/** All orders of a checkout as committed by now; call it after the payment is locked. */
export async function readOrdersOf(ctx: Ctx, checkoutId: string): Promise<OrderRow[]> {
  return ctx.db.select().from(orders).where(eq(orders.checkoutId, checkoutId)).orderBy(asc(orders.line));
}

export async function readAttempts(ctx: Ctx, orderId: string): Promise<AttemptRow[]> {
  return ctx.db.select().from(attempts).where(eq(attempts.orderId, orderId)).orderBy(asc(attempts.n));
}

export async function readAttempt(ctx: Ctx, attemptId: string): Promise<AttemptRow | undefined> {
  const [row] = await ctx.db.select().from(attempts).where(eq(attempts.id, attemptId));
  return row;
}

export async function readOpenAttempt(ctx: Ctx, orderId: string): Promise<AttemptRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.orderId, orderId), inArray(attempts.state, [...OPEN_ATTEMPT_STATES])));
  return row;
}

export async function findOrderByPublicId(ctx: Ctx, publicId: string): Promise<OrderRow | undefined> {
  const [row] = await ctx.db.select().from(orders).where(eq(orders.publicId, publicId));
  return row;
}
