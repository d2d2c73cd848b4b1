import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { isPublicId } from "@/lib/core/ids";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import { attemptRow, orderRow, type AttemptRow, type OrderRow } from "./order-row";

const ORDERS = `select ${orderRow.list("o")} from orders o`;
const ATTEMPTS = `select ${attemptRow.list("a")} from attempts a`;

async function ordersWhere(ctx: Ctx, rest: (place: Place) => string): Promise<OrderRow[]> {
  const rows = await runStatement(ctx, (place) => `${ORDERS} where ${rest(place)}`);
  return rows.map((row) => orderRow.read(row));
}

async function attemptsWhere(ctx: Ctx, rest: (place: Place) => string): Promise<AttemptRow[]> {
  const rows = await runStatement(ctx, (place) => `${ATTEMPTS} where ${rest(place)}`);
  return rows.map((row) => attemptRow.read(row));
}

/** Locks one order for this transaction. Orders are always locked before the payment. */
export async function lockOrder(ctx: Ctx, orderId: string): Promise<OrderRow | undefined> {
  return (await ordersWhere(ctx, (place) => `id = ${place(orderId)} for no key update`))[0];
}

/** Locks an attempt together with its order. */
export async function lockAttempt(
  ctx: Ctx,
  attemptId: string,
): Promise<{ order: OrderRow; attempt: AttemptRow } | undefined> {
  const [row] = await runStatement(
    ctx,
    // The order stands first, so that it is locked first here too.
    (place) => `select ${orderRow.list("o")}, ${attemptRow.list("a")}
      from orders o join attempts a on a.order_id = o.id where a.id = ${place(attemptId)} for no key update`,
  );
  return row && { order: orderRow.read(row), attempt: attemptRow.read(row, orderRow.width) };
}

/** Locks all orders of a checkout, in the order of their lines. */
export async function lockOrdersOf(ctx: Ctx, checkoutId: string): Promise<OrderRow[]> {
  return ordersWhere(ctx, (place) => `checkout_id = ${place(checkoutId)} order by line for no key update`);
}

export async function readOrder(ctx: Ctx, orderId: string): Promise<OrderRow | undefined> {
  return (await ordersWhere(ctx, (place) => `id = ${place(orderId)}`))[0];
}

/** All orders of a checkout as committed by now; call it after the payment is locked. */
export async function readOrdersOf(ctx: Ctx, checkoutId: string): Promise<OrderRow[]> {
  return ordersWhere(ctx, (place) => `checkout_id = ${place(checkoutId)} order by line`);
}

export async function readAttempts(ctx: Ctx, orderId: string): Promise<AttemptRow[]> {
  return attemptsWhere(ctx, (place) => `order_id = ${place(orderId)} order by n`);
}

export async function readAttempt(ctx: Ctx, attemptId: string): Promise<AttemptRow | undefined> {
  return (await attemptsWhere(ctx, (place) => `id = ${place(attemptId)}`))[0];
}

export async function readOpenAttempt(ctx: Ctx, orderId: string): Promise<AttemptRow | undefined> {
  const open = (place: Place) => OPEN_ATTEMPT_STATES.map(place).join(", ");
  const rows = await attemptsWhere(
    ctx,
    (place) => `order_id = ${place(orderId)} and state in (${open(place)})`,
  );
  return rows[0];
}

export async function findOrderByPublicId(ctx: Ctx, publicId: string): Promise<OrderRow | undefined> {
  if (!isPublicId(publicId)) return undefined;
  return (await ordersWhere(ctx, (place) => `public_id = ${place(publicId)}`))[0];
}
