import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, orderEvents, orders } from "@/db/schema";
import { ORDER_TRANSITIONS, targetsOf, type OrderEvent, type OrderState } from "@/lib/core/transitions";
import { OrderConflict, type OrderRow } from "./order-row";

/** Columns that change together with a state. */
export type OrderChange = Partial<
  Pick<
    OrderRow,
    | "deliveredMinor"
    | "deliveredCurrency"
    | "operatorReference"
    | "artefact"
    | "referenceEpoch"
    | "operatorId"
    | "alertedAt"
  >
> & { retrying?: boolean };

export interface OrderStep {
  event: OrderEvent;
  to: OrderState;
  /** Milliseconds until somebody must look at the order again; null in an end state. */
  nextAfterMs: number | null;
  data?: Record<string, unknown>;
  set?: OrderChange;
}

/** A moment so many milliseconds from now, on the database's clock. */
export const afterMs = (milliseconds: number) =>
  sql<Date>`app_now() + ${`${milliseconds} milliseconds`}::interval`;

/**
 * The only place where an order changes its state: guarded by state and version, with its event in the same transaction.
 * @param order the row as locked in this transaction
 * @throws OrderConflict when the row is not as it was read
 */
export async function advanceOrder(ctx: Ctx, order: OrderRow, step: OrderStep): Promise<OrderRow> {
  if (!targetsOf(ORDER_TRANSITIONS, order.state, step.event).includes(step.to)) {
    throw new OrderConflict(`order ${order.id} is ${order.state}: ${step.event} may not make it ${step.to}`);
  }
  const { retrying, ...set } = step.set ?? {};
  const moved = ctx.db.$with("moved").as(
    ctx.db
      .update(orders)
      .set({
        ...set,
        ...(retrying === undefined
          ? {}
          : { retryingSince: retrying ? sql`coalesce(${orders.retryingSince}, app_now())` : null }),
        state: step.to,
        version: order.version + 1,
        updatedAt: appNow,
        nextActionAt: step.nextAfterMs === null ? null : afterMs(step.nextAfterMs),
      })
      .where(and(eq(orders.id, order.id), eq(orders.version, order.version), eq(orders.state, order.state)))
      .returning(),
  );
  const noted = ctx.db.$with("noted").as(
    ctx.db
      .insert(orderEvents)
      .values({
        orderId: order.id,
        seq: order.version + 1,
        event: step.event,
        from: order.state,
        to: step.to,
        actor: `${ctx.actor.kind}:${ctx.actor.id}`,
        data: step.data ?? {},
      })
      .returning({ seq: orderEvents.seq }),
  );
  const [row] = await ctx.db.with(moved, noted).select().from(moved);
  // Thrown inside the transaction, so that the event goes with it.
  if (!row) throw new OrderConflict(`order ${order.id}`);
  return row;
}

/** The order stays as it is and is looked at again later; nothing happens when it has moved on meanwhile. */
export async function postponeOrder(ctx: Ctx, order: OrderRow, nextAfterMs: number): Promise<void> {
  await ctx.db
    .update(orders)
    .set({ nextActionAt: afterMs(nextAfterMs) })
    .where(and(eq(orders.id, order.id), eq(orders.version, order.version)));
}
