import type { Moves } from "./machine-rows";
import { intendRefund, moneyMoves, settleOrder } from "./order-money-steps";
import type { OrderRules } from "./order-rules";
import {
  horizonOver,
  IDLE,
  isOpen,
  MOST_ATTEMPTS,
  openAttemptOf,
  renewToken,
  type Attempt,
  type OrderWorld,
  type Worker,
} from "./order-world";

export type Told = Extract<Worker, { at: "told" }>;

/** A finding in the transaction that applies it. */
interface Applying {
  world: OrderWorld;
  moves: Moves;
  rules: OrderRules;
  told: Told;
  attempt: Attempt;
}

const isFinding = ({ told, attempt }: Applying): boolean =>
  told.source !== "answer" || attempt.state !== "sending";

/** Whether the horizon was over before the question was asked: an older answer may speak of what was still on its way. */
const afterHorizon = ({ world, rules, told }: Applying): boolean =>
  rules.flaw === "the horizon is looked at after the answer"
    ? horizonOver(world, told.attempt, {
        provider: rules.provider,
        zombies: rules.circumstances.zombies,
      })
    : told.afterHorizon;

const hasDelivered = ({ attempts }: OrderWorld): boolean =>
  attempts.some(({ state }) => state === "delivered");

/** The last attempt has ended without delivery; an earlier one may have been delivered after all, while this one was open. */
export function deliverByEarlier(world: OrderWorld, moves: Moves, { flaw }: OrderRules): void {
  if (hasDelivered(world) && flaw !== "an earlier delivery is forgotten")
    moves.order(world.order, "late_evidence", "delivered");
}

/** The order may take another way, under a new reference; when none is left it ends. */
function takeNextWay({ world, moves, rules }: Applying, event: "answer_rejected" | "found_rejected"): void {
  const again =
    world.order.state !== "review" && world.attempts.length < MOST_ATTEMPTS && !hasDelivered(world);
  moves.order(world.order, event, again ? "authorised" : "undeliverable");
  if (!again) deliverByEarlier(world, moves, rules);
  settleOrder(world, moves, rules);
}

function applyRejected(applying: Applying): void {
  const event = isFinding(applying) ? "found_rejected" : "answer_rejected";
  applying.moves.attempt(applying.attempt, event, "rejected");
  takeNextWay(applying, event);
}

/** A machine can find out no more: a person decides. */
export function giveUp(world: OrderWorld, moves: Moves, rules: OrderRules): void {
  const attempt = world.attempts[openAttemptOf(world)];
  if (rules.flaw !== "what nobody can prove is released" || rules.provider.findBy !== "none" || !attempt)
    return moves.order(world.order, "gave_up", "review");
  moves.attempt(attempt, "found_rejected", "rejected");
  moves.order(world.order, "found_rejected", "undeliverable");
  settleOrder(world, moves, rules);
}

function applyDoubt(applying: Applying): void {
  const { world, moves, rules, attempt } = applying;
  if (attempt.state !== "sending") return;
  if (rules.flaw === "a lost answer counts as a rejection") return applyRejected(applying);
  attempt.wasOpen = true;
  moves.attempt(attempt, "answer_lost", "in_doubt");
  moves.order(world.order, "answer_lost", "in_doubt");
  settleOrder(world, moves, rules);
  if (rules.provider.findBy === "none") giveUp(world, moves, rules);
}

function applyDelivered(applying: Applying): void {
  const { world, moves, rules, attempt } = applying;
  const event = isFinding(applying) ? "found_delivered" : "answer_delivered";
  moves.attempt(attempt, event, "delivered");
  moves.order(world.order, event, "delivered");
  settleOrder(world, moves, rules);
}

function applyAccepted(applying: Applying): void {
  const { world, moves, rules, attempt } = applying;
  attempt.theirIdKnown = true;
  if (attempt.state === "accepted" || world.order.state === "review") return;
  const event = isFinding(applying) ? "found_accepted" : "answer_accepted";
  attempt.wasOpen = true;
  moves.attempt(attempt, event, "accepted");
  moves.order(world.order, event, "accepted");
  settleOrder(world, moves, rules);
}

/** A rejection proves that this send bought nothing; of others under the same reference only a look-up after the horizon tells. */
function isFirm(applying: Applying): boolean {
  const { rules, told, attempt } = applying;
  if (rules.flaw === "a rejection of a repeat is believed") return true;
  if (rules.provider.twoPhase && attempt.invoice === null) return true;
  if (attempt.sends === 1) return told.source === "look-up" || attempt.state === "sending";
  return told.source === "look-up" && afterHorizon(applying);
}

/** Nothing was found. After the horizon the same reference is sent again where doubles are refused; else a person decides. */
function applyNotFound(applying: Applying, worker: number): void {
  const { world, moves, rules, told, attempt } = applying;
  const { provider, circumstances, flaw } = rules;
  if (attempt.state === "sending" || world.order.state !== "in_doubt") return;
  if (flaw !== "not found is believed at once" && !afterHorizon(applying)) return;
  if (flaw === "not found opens a new reference") return applyRejected(applying);
  if (flaw === "not found ends the order") {
    moves.attempt(attempt, "found_rejected", "rejected");
    moves.order(world.order, "found_rejected", "undeliverable");
    return settleOrder(world, moves, rules);
  }
  const mayRepeat = provider.dedupe !== "none" || flaw === "sent again without dedupe";
  if (!mayRepeat || attempt.sends >= circumstances.maxSends) return giveUp(world, moves, rules);
  renewToken(world, told.attempt);
  attempt.sends += 1;
  moves.attempt(attempt, "sent_again", "sending");
  moves.order(world.order, "sent_again", "sending");
  world.workers[worker] = { at: "claimed", attempt: told.attempt, fresh: true };
}

function applyInside(applying: Applying, worker: number): void {
  const { rules, told, attempt } = applying;
  const unfenced = rules.flaw === "look-ups are not fenced" && told.source === "look-up";
  const fenced =
    !told.fresh && !unfenced && rules.flaw !== "an answer is applied to whatever attempt is open";
  // The machine knows no finding while our own call is under way: it is dropped, and asked for again.
  if (told.source !== "answer" && attempt.state === "sending") return;
  switch (told.finding) {
    case "delivered":
      return applyDelivered(applying);
    case "accepted":
      return applyAccepted(applying);
    case "rejected":
      if (fenced) return;
      return isFirm(applying) ? applyRejected(applying) : applyDoubt(applying);
    case "in-doubt":
      return fenced ? undefined : applyDoubt(applying);
    case "not-found":
      return fenced ? undefined : applyNotFound(applying, worker);
  }
}

const ENDED_OR_WAITING = ["undeliverable", "cancelled", "authorised"];

/** An attempt that had ended without delivery was delivered after all. While money moves it is put off. */
function applyLateEvidence({ world, moves, rules, told, attempt }: Applying): void {
  // What was asked before the reversal may be older news than the reversal.
  const stale = attempt.reversed && !told.fresh;
  if (stale && rules.flaw !== "a reversal is undone by an older answer") return;
  const ended = ENDED_OR_WAITING.includes(world.order.state);
  if (ended && moneyMoves(world)) return;
  moves.attempt(attempt, "late_evidence", "delivered");
  // Another attempt has taken over: only a person can mend that.
  world.personAsked ||= !ended;
  if (!ended) return;
  moves.order(world.order, "late_evidence", "delivered");
  if (world.payment.state === "voided") moves.payment(world.payment, "late_evidence", "lost");
  settleOrder(world, moves, rules);
}

/** What was delivered has been taken back: what was charged for it is refunded. */
function applyReversal({ world, moves, rules, told, attempt }: Applying): void {
  if (moneyMoves(world) || !told.fresh) return;
  moves.attempt(attempt, "reversed", "rejected");
  attempt.reversed = true;
  renewToken(world, told.attempt);
  // Another attempt was delivered as well, or is under way: the order goes by that one.
  if (world.order.state !== "delivered" || hasDelivered(world)) return;
  moves.order(world.order, "reversed", "undeliverable");
  intendRefund(world, moves);
  settleOrder(world, moves, rules);
}

/** The transaction that applies what a worker was told. */
export function applyFinding(
  world: OrderWorld,
  moves: Moves,
  by: { worker: number; told: Told; rules: OrderRules },
): void {
  const { worker, told, rules } = by;
  world.workers[worker] = IDLE;
  const open = openAttemptOf(world);
  const meant =
    rules.flaw === "an answer is applied to whatever attempt is open" && open >= 0 ? open : told.attempt;
  const attempt = world.attempts[meant];
  if (!attempt) return;
  const applying = { world, moves, rules, told, attempt };
  if (isOpen(attempt)) applyInside(applying, worker);
  else if (told.finding === "delivered" && attempt.state !== "delivered") applyLateEvidence(applying);
  else if (told.finding === "rejected" && told.source === "webhook" && attempt.state === "delivered")
    applyReversal(applying);
}
