import { mayCancel } from "@/lib/core/transitions";
import { deliverByEarlier, giveUp } from "./apply-finding";
import { settleOrder } from "./order-money-steps";
import type { OrderRules } from "./order-rules";
import { horizonOver, isOpen, openAttemptOf, renewToken, standingOf, type OrderWorld } from "./order-world";
import type { Stage } from "./stage";

type OrderStage = Stage<OrderWorld, OrderRules>;

/** The holder of the lease is gone or late: what it did is unknown. */
function endLease({ rules, add }: OrderStage, open: number): void {
  add("the lease runs out", (to, moves) => {
    const attempt = to.attempts[open];
    if (!attempt) return;
    if (rules.flaw === "a dead lease puts the order back") {
      moves.attempt(attempt, "lease_over", "rejected");
      moves.order(to.order, "lease_over", "authorised");
      return;
    }
    attempt.wasOpen = true;
    if (rules.flaw !== "a lease taken over keeps its token") renewToken(to, open);
    moves.attempt(attempt, "lease_over", "in_doubt");
    moves.order(to.order, "lease_over", "in_doubt");
    settleOrder(to, moves, rules);
  });
}

/** Nothing of the attempt is under way any more, in whatever way it might buy. */
function nothingUnderWay(world: OrderWorld, attempt: number, rules: OrderRules): boolean {
  return (
    horizonOver(world, attempt, { provider: rules.provider, zombies: false }) &&
    world.strays.length === 0 &&
    !world.workers.some((worker) => worker.at === "waiting")
  );
}

/** A person decides by the provider's own statement, after the horizon. */
function letStaffDecide({ world, rules, add }: OrderStage, open: number): void {
  const standing = standingOf(world, open, rules.provider);
  if (standing === "pending") return;
  const decide = (event: "staff_says_delivered" | "staff_says_undelivered") =>
    add(event.replaceAll("_", " "), (to, moves) => {
      const attempt = to.attempts[open];
      if (!attempt) return;
      const delivered = event === "staff_says_delivered";
      moves.attempt(attempt, event, delivered ? "delivered" : "rejected");
      moves.order(to.order, event, delivered ? "delivered" : "undeliverable");
      if (!delivered) deliverByEarlier(to, moves, rules);
      settleOrder(to, moves, rules);
    });
  if (standing === "credited") return decide("staff_says_delivered");
  if (nothingUnderWay(world, open, rules) || rules.flaw === "staff decide while a look-up may buy")
    decide("staff_says_undelivered");
}

/** The hold is about to end: the attempt is given up, and booked as a suspected loss. */
function abandon({ rules, add }: OrderStage, open: number): void {
  add("the order is abandoned", (to, moves) => {
    const attempt = to.attempts[open];
    if (!attempt) return;
    moves.attempt(attempt, "abandoned", "abandoned");
    moves.order(to.order, "abandoned", "undeliverable");
    deliverByEarlier(to, moves, rules);
    to.suspectedLoss = rules.flaw !== "abandoned without booking the loss";
    settleOrder(to, moves, rules);
  });
}

/** What the buyer may do while only the card is held. */
function letBuyerDecide({ world, rules, add }: OrderStage): void {
  const asked = world.attempts.map(({ state, wasOpen }) => ({ state, wasOpen }));
  const flawed = rules.flaw === "cancelled while it is being sent" && world.order.state === "sending";
  if (!mayCancel(world.order.state, asked) && !flawed) return;
  add("the buyer cancels", (to, moves) => {
    const sending = to.attempts.find(isOpen);
    if (sending) moves.attempt(sending, "answer_rejected", "rejected");
    moves.order(to.order, "cancelled_by_buyer", "cancelled");
    settleOrder(to, moves, rules);
  });
  // By the same rule, asked under the same lock.
  if (!flawed)
    add("staff cancel", (to, moves) => {
      moves.order(to.order, "cancelled_by_staff", "cancelled");
      settleOrder(to, moves, rules);
    });
  // By the same rule, for what was tried over the old network must not arrive as well.
  if (world.order.state === "authorised" && world.payment.state === "authorised")
    add("the buyer changes the operator", (to, moves) =>
      moves.order(to.order, "operator_changed", "authorised"),
    );
}

function doubtSteps(stage: OrderStage, open: number): void {
  const { world, rules, add } = stage;
  const { state } = world.order;
  if (state === "sending") return endLease(stage, open);
  if (state === "in_doubt" && rules.provider.findBy === "none")
    add("nobody can be asked", (to, moves) => giveUp(to, moves, rules));
  else if (state !== "review")
    add("it has been open for a day", (to, moves) => moves.order(to.order, "gave_up", "review"));
  if (state === "review") letStaffDecide(stage, open);
  if (world.deadlinePassed) abandon(stage, open);
}

/** Time, the buyer and staff. */
export function addClockSteps(stage: OrderStage): void {
  const { world, rules, add } = stage;
  letBuyerDecide(stage);
  const endUnsent = (name: string, event: "no_route" | "turned_away") =>
    add(name, (to, moves) => {
      moves.order(to.order, event, "undeliverable");
      settleOrder(to, moves, rules);
    });
  if (world.order.state === "authorised") {
    endUnsent("no way is left", "no_route");
    endUnsent("staff turn the buyer away", "turned_away");
  }
  const open = openAttemptOf(world);
  if (open >= 0) doubtSteps(stage, open);
  if (rules.circumstances.deadline && !world.deadlinePassed && world.payment.state === "authorised")
    add("the end of the hold comes near", (to) => void (to.deadlinePassed = true));
}
