import { FINAL_ORDER_STATES } from "@/lib/core/transitions";
import type { Moves } from "./machine-rows";
import type { OrderRules } from "./order-rules";
import type { Hold, OrderWorld } from "./order-world";
import type { Stage } from "./stage";

/** In the transaction that ends the order the one intent is written. */
export function settleOrder(world: OrderWorld, moves: Moves, { flaw }: OrderRules): void {
  if (world.payment.state !== "authorised") return;
  const { state } = world.order;
  const captures = state === "delivered" || (flaw === "captured once accepted" && state === "accepted");
  const releases =
    (!captures && FINAL_ORDER_STATES.includes(state)) ||
    (flaw === "released while in doubt" && state === "in_doubt");
  if (captures) moves.payment(world.payment, "capture_intended", "capturing");
  else if (releases) moves.payment(world.payment, "void_intended", "voiding");
}

/** What was charged for something that was taken back is refunded. */
export function intendRefund(world: OrderWorld, moves: Moves): void {
  if (world.payment.state === "captured") moves.payment(world.payment, "refund_intended", "refunding");
}

const MOVING = ["capturing", "voiding", "refunding"];
export const moneyMoves = ({ payment }: OrderWorld): boolean => MOVING.includes(payment.state);

/** What Stripe does once it was told, however often it took to reach it. */
const STRIPE_DOES: Partial<Record<string, { from: Hold; to: Hold }>> = {
  capturing: { from: "held", to: "captured" },
  voiding: { from: "held", to: "canceled" },
  refunding: { from: "captured", to: "refunded" },
};

/** Money that is to move: Stripe does it at some time, and later it is seen. What may go wrong in between is the checkout model's. */
export function addMoneySteps({ world, add }: Stage<OrderWorld, OrderRules>): void {
  const { state } = world.payment;
  const done = STRIPE_DOES[state];
  if (!done) return;
  if (world.hold === done.from) return add("Stripe does as it was told", (to) => void (to.hold = done.to));
  add("what Stripe did is seen", (to, moves) => {
    if (state === "capturing") moves.payment(to.payment, "capture_confirmed", "captured");
    else if (state === "voiding") moves.payment(to.payment, "void_confirmed", "voided");
    else moves.payment(to.payment, "refund_confirmed", "refunded");
  });
}
