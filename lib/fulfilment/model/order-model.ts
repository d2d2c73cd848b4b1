import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES } from "@/lib/core/transitions";
import type { Model } from "./explore";
import { PRODUCT_TABLES, tablesWith, type Tables } from "./machine-rows";
import { addClockSteps } from "./order-clock-steps";
import { addMoneySteps } from "./order-money-steps";
import { ROWS_OF_FLAWS, type OrderRules } from "./order-rules";
import {
  copyOrderWorld,
  IDLE,
  isOpen,
  orderWorldKey,
  standingOf,
  startOrderWorld,
  type OrderWorld,
} from "./order-world";
import { addProviderSteps } from "./provider-steps";
import { openStage } from "./stage";
import { addWorkerSteps } from "./worker-steps";

/** Harm in the world outside, whatever our books say. */
function harmDone(world: OrderWorld): string | undefined {
  const { credits, hold, hasLied, suspectedLoss } = world;
  if (credits > 1 && !hasLied) return "double top-up";
  if (hold === "captured" && credits === 0 && !hasLied) return "charged without delivery";
  if (hold === "canceled" && credits > 0 && !hasLied && !suspectedLoss) return "delivered without charge";
  return undefined;
}

const IN_THEIR_HANDS = ["sending", "in_doubt", "accepted", "review"];

/** Books that do not agree with themselves. */
function disorder({ order, payment, attempts }: OrderWorld): string | undefined {
  const open = attempts.filter(isOpen);
  if (open.length > 1) return "two attempts are open";
  const [first] = open;
  if (IN_THEIR_HANDS.includes(order.state) !== (first !== undefined)) return "order and attempt disagree";
  if (first && order.state !== "review" && first.state !== order.state) return "order and attempt disagree";
  if (first && payment.state !== "authorised") return "money moves while an attempt is open";
  const isOver = !first && order.state !== "delivered";
  if (isOver && attempts.some(({ state }) => state === "delivered")) return "delivered, but its order is not";
  if (order.state !== "delivered" && ["capturing", "captured"].includes(payment.state))
    return "captured what was not delivered";
  if (order.state === "delivered" && ["voiding", "voided", "refunded"].includes(payment.state))
    return "gave back what was delivered";
  return undefined;
}

/** A worker whose next step can only come to nothing has as good as taken it. */
function dismissIdlers(world: OrderWorld, { flaw }: OrderRules): void {
  // A wrong variant may make something of it.
  if (flaw) return;
  world.workers = world.workers.map((worker) => {
    if (worker.at === "claimed") return worker.fresh ? worker : IDLE;
    if (worker.at !== "told" || worker.finding === "delivered" || worker.source === "webhook") return worker;
    const attempt = world.attempts[worker.attempt];
    const comesToNothing = !attempt || !isOpen(attempt) || (!worker.fresh && worker.finding !== "accepted");
    return comesToNothing ? IDLE : worker;
  });
}

/** Every attempt's end is what the provider says, or the loss is booked, or a person sees to it. */
const isTrue = (world: OrderWorld, { provider }: OrderRules): boolean =>
  world.personAsked ||
  world.attempts.every(({ state }, attempt) => {
    const credited = standingOf(world, attempt, provider) === "credited";
    return credited === (state === "delivered") || (state === "abandoned" && world.suspectedLoss);
  });

const isSettled = (world: OrderWorld, rules: OrderRules): boolean =>
  FINAL_ORDER_STATES.includes(world.order.state) &&
  FINAL_PAYMENT_STATES.includes(world.payment.state) &&
  world.workers.every(({ at }) => at === "idle") &&
  world.strays.length === 0 &&
  isTrue(world, rules);

/**
 * One order with its money held, tried over one class of provider.
 * @param by.tables the product's, unless a wrong variant adds a row
 * @param by.booksMayErr only harm in the world outside counts
 */
export function createOrderModel(
  rules: OrderRules,
  by: { tables?: Tables; booksMayErr?: boolean } = {},
): Model<OrderWorld> {
  const extra = rules.flaw && ROWS_OF_FLAWS[rules.flaw];
  const tables = by.tables ?? (extra ? tablesWith(extra) : PRODUCT_TABLES);
  return {
    start: startOrderWorld(rules.circumstances),
    keyOf: orderWorldKey,
    stepsFrom(world) {
      const { stage, steps } = openStage(world, rules, {
        tables,
        copy: copyOrderWorld,
        tidy: (to) => dismissIdlers(to, rules),
      });
      addProviderSteps(stage);
      addWorkerSteps(stage);
      addClockSteps(stage);
      addMoneySteps(stage);
      return steps;
    },
    harmIn: (world) => harmDone(world) ?? (by.booksMayErr ? undefined : disorder(world)),
    isSettled: (world) => isSettled(world, rules),
    machinesOf: ({ order, attempts, payment }) => ({
      order: [order.state],
      attempt: attempts.map(({ state }) => state),
      payment: [payment.state],
    }),
  };
}
