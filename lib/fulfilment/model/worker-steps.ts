import { applyFinding } from "./apply-finding";
import type { Moves } from "./machine-rows";
import type { OrderRules } from "./order-rules";
import {
  FINDING_OF,
  horizonOver,
  IDLE,
  keyOfAttempt,
  MOST_ATTEMPTS,
  openAttemptOf,
  standingOf,
  type OrderWorld,
  type Worker,
} from "./order-world";
import type { Stage } from "./stage";

type OrderStage = Stage<OrderWorld, OrderRules>;
type Engaged<At extends Worker["at"]> = Extract<Worker, { at: At }>;

/** Repeats under way that nobody waits for; more of the same would show nothing new. */
const MOST_STRAYS = 1;

const newAttempt = () => ({
  state: "sending" as const,
  sends: 1,
  wasOpen: false,
  theirIdKnown: false,
  reversed: false,
  invoice: null,
});

function claim({ world, rules, add }: OrderStage, at: number): void {
  const attempt = world.attempts.length;
  if (world.payment.state !== "authorised" || world.deadlinePassed || attempt >= MOST_ATTEMPTS) return;
  const engaged = { attempt, fresh: true };
  if (rules.flaw === "sent before the attempt is committed") {
    const purchase = { key: attempt, inside: false, byLookUp: false };
    return add(`a worker sends attempt ${attempt + 1} unwritten`, (to) => {
      to.workers[at] = { at: "waiting", ...engaged, purchase, afterHorizon: false };
    });
  }
  add(`a worker claims attempt ${attempt + 1}`, (to, moves) => {
    to.attempts.push(newAttempt());
    moves.order(to.order, "claimed", "sending");
    to.workers[at] = { at: "claimed", ...engaged };
  });
}

/** Where there is no id of theirs, the only way to ask is to send the same once more. */
const looksByRepeating = ({ world, rules }: OrderStage, attempt: number): boolean =>
  rules.provider.dedupe === "replay" &&
  rules.provider.findBy === "theirs" &&
  world.attempts[attempt]?.theirIdKnown === false;

function lookUp(stage: OrderStage, at: number, attempt: number): void {
  const { world, rules, add } = stage;
  const { zombies } = rules.circumstances;
  const afterHorizon = horizonOver(world, attempt, { provider: rules.provider, zombies });
  const engaged = { attempt, fresh: true, afterHorizon };
  const standing = standingOf(world, attempt, rules.provider);
  const repeats = looksByRepeating(stage, attempt);
  // While a person decides nothing may be bought by asking; a webhook may still bring their name for it.
  const waitsForWebhook = repeats && world.order.state === "review";
  if (waitsForWebhook && standing === "unknown") return;
  if (repeats && !waitsForWebhook) {
    if (world.strays.length >= MOST_STRAYS) return;
    const purchase = { key: attempt, inside: false, byLookUp: true };
    return add("a worker asks by repeating the purchase", (to) => {
      to.workers[at] = { at: "waiting", ...engaged, purchase };
    });
  }
  const finding = FINDING_OF[standing];
  add(`a worker asks and is told ${finding}`, (to) => {
    to.workers[at] = { at: "told", ...engaged, finding, source: "look-up" };
  });
}

/** A webhook speaks of an attempt that has ended: is it as we think? */
function lookAtEnded(stage: OrderStage, at: number): void {
  const { world, rules, add } = stage;
  for (const [attempt, { state }] of world.attempts.entries()) {
    if (state !== "rejected" && state !== "abandoned" && state !== "delivered") continue;
    if (rules.flaw === "a look-up of an ended attempt may buy" && looksByRepeating(stage, attempt)) {
      lookUp(stage, at, attempt);
      continue;
    }
    const standing = standingOf(world, attempt, rules.provider);
    const isNews = state === "delivered" ? standing === "refused" : standing === "credited";
    if (!isNews) continue;
    add(`a webhook brings news of an ended attempt: ${standing}`, (to) => {
      const finding = FINDING_OF[standing];
      to.workers[at] = { at: "told", attempt, fresh: true, finding, source: "webhook", afterHorizon: true };
    });
  }
}

function beginWork(stage: OrderStage, at: number): void {
  const { world, rules } = stage;
  if (world.order.state === "authorised") claim(stage, at);
  const open = openAttemptOf(world);
  if (open >= 0 && world.attempts[open]?.state !== "sending" && rules.provider.findBy !== "none")
    lookUp(stage, at, open);
  if (rules.provider.findBy !== "none") lookAtEnded(stage, at);
}

/** The first of two steps: an invoice that buys nothing. */
function prepare({ add }: OrderStage, worker: Engaged<"claimed">, at: number): void {
  const { attempt, fresh } = worker;
  add("a worker has an invoice made", (to) => {
    to.standings.push("unknown");
    to.workers[at] = { at: "prepared", attempt, fresh, invoice: to.standings.length - 1 };
  });
  add("no invoice is made", (to) => {
    to.workers[at] = {
      at: "told",
      attempt,
      fresh,
      finding: "rejected",
      source: "answer",
      afterHorizon: false,
    };
  });
}

function checkLease(stage: OrderStage, worker: Engaged<"claimed">, at: number): void {
  const { world, rules, add } = stage;
  const { attempt, fresh } = worker;
  const holds = fresh && world.attempts[attempt]?.state === "sending";
  if (!holds && rules.flaw !== "sent with a dead lease")
    return add("a worker finds its lease gone", (to) => void (to.workers[at] = IDLE));
  const key = keyOfAttempt(world, attempt, rules.provider);
  if (key === null) return prepare(stage, worker, at);
  add("a worker checks its lease", (to) => void (to.workers[at] = { at: "checked", attempt, fresh, key }));
}

function storeInvoice({ world, rules, add }: OrderStage, worker: Engaged<"prepared">, at: number): void {
  const { attempt, fresh, invoice } = worker;
  if (rules.flaw === "paid before the invoice's id is stored")
    return add("a worker pays an invoice nobody keeps", (to) => {
      to.workers[at] = { at: "checked", attempt, fresh, key: invoice };
    });
  const holds = fresh && world.attempts[attempt]?.state === "sending";
  add(holds ? "a worker stores the invoice's id" : "a worker drops its invoice", (to) => {
    const kept = to.attempts[attempt];
    if (holds && kept) kept.invoice = invoice;
    to.workers[at] = holds ? { at: "claimed", attempt, fresh } : IDLE;
  });
}

/** It was sent before it was written: it is written now, if nobody else has. */
function writeBelatedly(world: OrderWorld, moves: Moves, attempt: number): void {
  if (world.order.state !== "authorised" || world.attempts.length > attempt) return;
  world.attempts.push(newAttempt());
  moves.order(world.order, "claimed", "sending");
}

function goOn(stage: OrderStage, worker: Exclude<Worker, { at: "idle" }>, at: number): void {
  const { rules, add } = stage;
  switch (worker.at) {
    case "claimed":
      return checkLease(stage, worker, at);
    case "prepared":
      return storeInvoice(stage, worker, at);
    case "checked": {
      const { attempt, fresh, key } = worker;
      const purchase = { key, inside: false, byLookUp: false };
      return add("a worker sends the purchase", (to) => {
        to.workers[at] = { at: "waiting", attempt, fresh, purchase, afterHorizon: false };
      });
    }
    case "waiting":
      return undefined;
    case "told":
      return add(`a worker applies ${worker.finding}`, (to, moves) => {
        if (rules.flaw === "sent before the attempt is committed") writeBelatedly(to, moves, worker.attempt);
        applyFinding(to, moves, { worker: at, told: worker, rules });
      });
  }
}

/** The workers: each may stop for ever between any two of its steps, or die. */
export function addWorkerSteps(stage: OrderStage): void {
  const { world, add } = stage;
  for (const [at, worker] of world.workers.entries()) {
    if (worker.at === "idle") {
      beginWork(stage, at);
      continue;
    }
    goOn(stage, worker, at);
    if (world.crashesLeft > 0)
      add(`a worker dies, ${worker.at}`, (to) => {
        to.crashesLeft -= 1;
        to.workers[at] = IDLE;
        if (worker.at === "waiting") to.strays.push(worker.purchase);
      });
  }
}
