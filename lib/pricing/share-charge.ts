import { shareExactly } from "./share-exactly";

/** What of an order decides what is owed for it; amounts in minor units. */
export interface Owing {
  id: string;
  state: string;
  totalMinor: number;
  faceMinor: number;
  faceCurrency: string;
  deliveredMinor: number | null;
  deliveredCurrency: string | null;
}

/** What the buyer owes for an order: its total, less the share that did not arrive; nothing when it was not delivered. Minor units. */
export function owedFor(order: Owing): number {
  if (order.state !== "delivered") return 0;
  const short =
    order.deliveredMinor !== null &&
    order.deliveredCurrency === order.faceCurrency &&
    order.deliveredMinor < order.faceMinor;
  if (!short) return order.totalMinor;
  const owed = (BigInt(order.totalMinor) * BigInt(order.deliveredMinor ?? 0)) / BigInt(order.faceMinor);
  return Number(owed);
}

/** Minor units by order id. */
export type Shares = Record<string, number>;

/** What of a captured sum is each order's, by what was owed for it; they sum up to it exactly. Orders that were owed nothing are left out. */
export function shareCharge(capturedMinor: number, orders: readonly Owing[]): Shares {
  const owing = orders.filter((order) => owedFor(order) > 0);
  const parts = shareExactly(capturedMinor, owing.map(owedFor));
  return Object.fromEntries(owing.map(({ id }, index) => [id, parts[index] ?? 0]));
}

/**
 * What was charged for one order, in minor units, as it was shared out when the checkout was captured; a later reversal does not change it.
 * Nought before the capture, and for an order that was not part of it.
 * @param events the payment's, oldest first
 */
export function chargedFor(
  orderId: string,
  events: readonly { event: string; data: Record<string, unknown> }[],
): number {
  const captured = events.findLast(({ event }) => event === "capture_confirmed");
  const shares = captured?.data["shares"] as Shares | undefined;
  return shares?.[orderId] ?? 0;
}
