import { mayCancel } from "@/lib/core/transitions";
import { addMisfortune, type CheckoutStage } from "./checkout-rules";
import { moneyMoves, worthOf, type Arrived, type CheckoutWorld, type Line } from "./checkout-world";
import type { Moves } from "./machine-rows";
import { newIntent, settleLines } from "./settle-lines";

/** A line in a step: what is changed is the copy's. */
interface At {
  stage: CheckoutStage;
  line: Line;
  number: number;
}

/** Puts down a step that changes one line and then settles the checkout, in one transaction. */
function addToLine(
  { stage, number }: At,
  name: string,
  write: (line: Line, moves: Moves, world: CheckoutWorld) => void,
): void {
  stage.add(`order ${number + 1}: ${name}`, (to, moves) => {
    const line = to.lines[number];
    if (!line) return;
    write(line, moves, to);
    settleLines(to, moves, stage.rules);
  });
}

const arriving =
  (number: number, arrived: Arrived) =>
  (to: CheckoutWorld): void => {
    const line = to.lines[number];
    if (line) line.arrived = arrived;
  };

function becomes({ stage, number }: At, arrived: Arrived, name: string): void {
  stage.add(`order ${number + 1}: ${name}`, arriving(number, arrived));
}

function mayBecome({ stage, number }: At, arrived: Arrived, name: string): void {
  addMisfortune(stage, `order ${number + 1}: ${name}`, arriving(number, arrived));
}

function beforeSending(at: At): void {
  const { stage, line } = at;
  const { payment, deadlinePassed, hold } = stage.world;
  if (mayCancel(line.state, [])) {
    addToLine(at, "the buyer cancels", (to, moves) => moves.order(to, "cancelled_by_buyer", "cancelled"));
    addToLine(at, "staff cancel", (to, moves) => moves.order(to, "cancelled_by_staff", "cancelled"));
  }
  if (line.state !== "authorised" || payment.state !== "authorised") return;
  addToLine(at, "no way is left", (to, moves) => moves.order(to, "no_route", "undeliverable"));
  if (!deadlinePassed) addToLine(at, "is claimed", (to, moves) => moves.order(to, "claimed", "sending"));
  if (hold === "canceled")
    addToLine(at, "the hold is seen to be gone", (_, moves, world) => {
      for (const waiting of world.lines)
        if (waiting.state === "authorised") moves.order(waiting, "hold_lost", "undeliverable");
    });
}

function letProviderDecide(at: At): void {
  const { state, arrived } = at.line;
  const inTheirHands = state === "sending" || state === "in_doubt";
  if (inTheirHands && arrived === "undecided") {
    becomes(at, "all", "the provider delivers");
    becomes(at, "nothing", "the provider refuses");
    mayBecome(at, "part", "the provider delivers a part");
    mayBecome(at, "crumb", "the provider delivers next to nothing");
    mayBecome(at, "silent", "the provider falls silent");
  }
  if (state === "undeliverable" && (arrived === "silent" || arrived === "undecided") && at.line.given)
    becomes(at, "all", "the provider delivers after all");
  if (state === "undeliverable" && arrived === "nothing")
    mayBecome(at, "all", "the provider delivers what it had refused");
  if (state === "delivered" && worthOf(arrived) > 0) mayBecome(at, "taken", "the provider takes it back");
}

function hear(at: At): void {
  const { stage, line } = at;
  const { state, arrived } = line;
  const answered = state === "sending" ? "answer" : "found";
  if (state === "sending") {
    const lose = (to: Line, moves: Moves) => moves.order(to, "answer_lost", "in_doubt");
    if (arrived === "silent") addToLine(at, "no answer comes", lose);
    else if (stage.world.luck > 0)
      addToLine(at, "the answer is lost", (to, moves, world) => {
        world.luck -= 1;
        lose(to, moves);
      });
  }
  if (worthOf(arrived) > 0)
    addToLine(at, "is told delivered", (to, moves) => {
      moves.order(to, `${answered}_delivered`, "delivered");
      to.owed = worthOf(arrived);
    });
  if (arrived === "nothing")
    addToLine(at, "is told rejected", (to, moves) =>
      moves.order(to, `${answered}_rejected`, "undeliverable"),
    );
  if (
    state === "in_doubt" &&
    stage.world.deadlinePassed &&
    stage.rules.flaw !== "open orders outlive the hold"
  )
    addToLine(at, "is abandoned", (to, moves) => {
      moves.order(to, "abandoned", "undeliverable");
      to.given = true;
    });
}

/** It had ended without delivery and was delivered after all: charged only while the money is still held. */
function hearLate(at: At): void {
  const { world, rules } = at.stage;
  if (worthOf(at.line.arrived) === 0 || rules.flaw === "late evidence is ignored") return;
  if (moneyMoves(world) && rules.flaw !== "late evidence moves money that moves already") return;
  addToLine(at, "is told delivered after all", (to, moves, { payment }) => {
    moves.order(to, "late_evidence", "delivered");
    to.owed = worthOf(to.arrived);
    to.given = payment.state !== "authorised";
    if (payment.state === "voided") moves.payment(payment, "late_evidence", "lost");
  });
}

/** It was taken back: what was charged for it is refunded. */
function hearReversal(at: At): void {
  const { world, rules } = at.stage;
  if (at.line.arrived !== "taken" || moneyMoves(world)) return;
  addToLine(at, "is told of the reversal", (to, moves, { payment, intents }) => {
    const charged = !to.given || rules.flaw === "what was never charged is paid back";
    moves.order(to, "reversed", "undeliverable");
    to.given = false;
    const paid = payment.state === "captured" || payment.state === "refunded";
    if (!paid || !charged || rules.flaw === "a reversal is not paid back") return;
    intents.push(newIntent("refund", to.owed));
    moves.payment(payment, "refund_intended", "refunding");
  });
}

function lineSteps(at: At): void {
  switch (at.line.state) {
    case "sending":
    case "in_doubt":
      return hear(at);
    case "undeliverable":
    case "cancelled":
      return hearLate(at);
    case "delivered":
      return hearReversal(at);
    default:
      return beforeSending(at);
  }
}

/** The orders of the checkout, and what the providers make of them. */
export function addLineSteps(stage: CheckoutStage): void {
  for (const [number, line] of stage.world.lines.entries()) {
    letProviderDecide({ stage, line, number });
    lineSteps({ stage, line, number });
  }
  const { world } = stage;
  const inDoubt = world.lines.some(({ state }) => state === "in_doubt");
  if (inDoubt && !world.deadlinePassed)
    stage.add("the end of the hold comes near", (to) => void (to.deadlinePassed = true));
}
