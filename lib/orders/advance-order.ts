import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { ORDER_TRANSITIONS, targetsOf, type OrderEvent, type OrderState } from "@/lib/core/transitions";
import { OrderConflict, orderRow, type OrderRow } from "./order-row";

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
    | "productId"
    | "quoteId"
    | "faceMinor"
    | "faceCurrency"
    | "alertedAt"
    | "undoUntil"
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

/** The same in a statement written by hand; null for never. */
export const momentAfter = (place: Place, milliseconds: number | null): string =>
  `app_now() + ${place(milliseconds === null ? null : `${milliseconds} milliseconds`)}::interval`;

function assignments(place: Place, { retrying, ...set }: OrderChange): string[] {
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  return [
    ...given.map(([property, value]) => `${orderRow.name(property)} = ${place(value)}`),
    ...(retrying === undefined
      ? []
      : [`retrying_since = ${retrying ? "coalesce(retrying_since, app_now())" : "null"}`]),
  ];
}

/** The update and its event as parts of a statement: `moved` and `noted`. */
export function orderMove(place: Place, order: OrderRow, step: { of: OrderStep; actor: string }): string {
  const { event, to, nextAfterMs, data = {}, set = {} } = step.of;
  return `moved as (
      update orders o set ${assignments(place, set).concat("").join(", ")}
        state = ${place(to)}, version = o.version + 1, updated_at = app_now(), next_action_at = ${momentAfter(place, nextAfterMs)}
      where id = ${place(order.id)} and version = ${place(order.version)} and state = ${place(order.state)}
      returning ${orderRow.list("o")}),
    noted as (
      insert into order_events (order_id, seq, event, from_state, to_state, actor, data)
      select id, version, ${place(event)}, ${place(order.state)}, state, ${place(step.actor)}, ${place(data)}::jsonb from moved)`;
}

export function assertMayMove(order: OrderRow, step: OrderStep): void {
  if (!targetsOf(ORDER_TRANSITIONS, order.state, step.event).includes(step.to)) {
    throw new OrderConflict(`order ${order.id} is ${order.state}: ${step.event} may not make it ${step.to}`);
  }
}

/**
 * The only place where an order changes its state: guarded by state and version, with its event in the same statement.
 * @param order the row as locked in this transaction
 * @throws OrderConflict when the row is not as it was read
 */
export async function advanceOrder(ctx: Ctx, order: OrderRow, step: OrderStep): Promise<OrderRow> {
  assertMayMove(order, step);
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const [row] = await runStatement(
    ctx,
    (place) => `with ${orderMove(place, order, { of: step, actor })} select * from moved`,
  );
  if (!row) throw new OrderConflict(`order ${order.id}`);
  return orderRow.read(row);
}

/** The order stays as it is and is looked at again later; nothing happens when it has moved on meanwhile. */
export async function postponeOrder(ctx: Ctx, order: OrderRow, nextAfterMs: number): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update orders set next_action_at = ${momentAfter(place, nextAfterMs)}
      where id = ${place(order.id)} and version = ${place(order.version)}`,
  );
}
