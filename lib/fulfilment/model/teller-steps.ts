import { addMisfortune, type CheckoutStage } from "./checkout-rules";
import {
  AT_REST,
  moneyMoves,
  openIntentOf,
  type Answer,
  type CheckoutWorld,
  type Intent,
  type MoneyTruth,
  type Teller,
} from "./checkout-world";
import { concludeIntent } from "./conclude-intent";

type Waiting = Extract<Teller, { at: "waiting" }>;

/** What Stripe says is true of an intent, whoever asks. A refund that is pending says nothing yet. */
function truthOf({ hold }: CheckoutWorld, { kind, refund }: Intent): MoneyTruth {
  if (kind !== "refund") return hold === "captured" || hold === "canceled" ? hold : "not done";
  if (refund === "failed" || refund === "bounced") return "refund failed";
  return refund === "succeeded" ? "refunded" : "not done";
}

/** A newest intent is picked up; what was told before is asked about first. */
function pickUp({ world, add }: CheckoutStage, at: number): void {
  const number = openIntentOf(world);
  const intent = world.intents[number];
  if (!intent || !moneyMoves(world) || intent.refund === "pending") return;
  const truth = intent.sent ? truthOf(world, intent) : "not done";
  if (truth !== "not done")
    return add("a teller asks Stripe first", (to) => {
      to.tellers[at] = { at: "informed", intent: number, truth };
    });
  add(`a teller takes up the ${intent.kind}`, (to) => {
    const taken = to.intents[number];
    if (taken) taken.sent = true;
    to.tellers[at] = { at: "ready", intent: number };
  });
}

/** Stripe does what it is told, once per key. */
function carryOut(world: CheckoutWorld, intent: Intent): Answer {
  if (intent.kept !== "nothing") return intent.kept;
  const wanted = { capture: "captured", void: "canceled", refund: undefined }[intent.kind];
  if (wanted && world.hold !== "held") return "refused";
  if (intent.kind === "refund" && world.refunded + intent.amount > world.captured) return "refused";
  intent.kept = "done";
  if (wanted) world.hold = wanted as "captured" | "canceled";
  if (intent.kind === "capture") world.captured = intent.amount;
  if (intent.kind !== "refund") return "done";
  intent.refund = "succeeded";
  world.refunded += intent.amount;
  return "done";
}

function letStripeWork(stage: CheckoutStage, { intent }: Waiting, at: number): void {
  const answer = (to: CheckoutWorld, said: Answer) =>
    void (to.tellers[at] = { at: "answered", intent, answer: said });
  const work = (to: CheckoutWorld): Answer => {
    const told = to.intents[intent];
    return told ? carryOut(to, told) : "lost";
  };
  const isNew = stage.world.intents[intent]?.kept === "nothing";
  stage.add("Stripe does as it is told", (to) => answer(to, work(to)));
  addMisfortune(stage, "Stripe does as it is told; its answer is lost", (to) => {
    work(to);
    answer(to, "lost");
  });
  addMisfortune(stage, "what Stripe is told is lost", (to) => answer(to, "lost"));
  addMisfortune(stage, "what Stripe is told comes late", (to) => {
    answer(to, "lost");
    to.strays.push(intent);
  });
  if (isNew)
    addMisfortune(stage, "Stripe fails, and keeps that under the key", (to) => {
      const told = to.intents[intent];
      if (told) told.kept = "error";
      answer(to, "error");
    });
  if (isNew && stage.world.intents[intent]?.kind === "refund") {
    addMisfortune(stage, "Stripe refuses the refund", (to) => {
      const told = to.intents[intent];
      if (told) told.kept = "refused";
      answer(to, "refused");
    });
    addMisfortune(stage, "Stripe takes the refund in hand", (to) => {
      const told = to.intents[intent];
      if (told) Object.assign(told, { kept: "done", refund: "pending" });
      to.refunded += told?.amount ?? 0;
      answer(to, "done");
    });
  }
}

/** What Stripe does late: strays arrive, refunds come to an end or bounce. */
function letStripeDecide(stage: CheckoutStage): void {
  const { world, add } = stage;
  for (const [place, number] of world.strays.entries())
    add("a stray reaches Stripe", (to) => {
      to.strays.splice(place, 1);
      const intent = to.intents[number];
      if (intent) carryOut(to, intent);
    });
  for (const [number, { refund, amount }] of world.intents.entries()) {
    const end = (to: CheckoutWorld, how: Intent["refund"]) => {
      const intent = to.intents[number];
      if (intent) intent.refund = how;
      if (how !== "succeeded") to.refunded -= amount;
    };
    if (refund === "pending") {
      add("the refund arrives", (to) => end(to, "succeeded"));
      add("the refund fails", (to) => end(to, "failed"));
    }
    const isBooked = world.intents[number]?.state === "confirmed";
    if (refund === "succeeded" && isBooked)
      addMisfortune(stage, "the refund bounces", (to) => end(to, "bounced"));
    if (refund === "bounced" && isBooked && stage.rules.flaw !== "a refund that bounced is forgotten")
      add("staff are told of the refund that bounced", (to, moves) => {
        const intent = to.intents[number];
        if (intent) intent.refund = "failed";
        to.byHand += amount;
        // While another refund is under way the payment's state is that one's.
        if (to.payment.state === "refunded") moves.payment(to.payment, "refund_failed", "captured");
      });
  }
}

/** What a refund that failed still owes is paid back outside of Stripe. */
function letStaffPay({ world, add }: CheckoutStage): void {
  if (world.payment.state !== "captured" || world.byHand <= 0) return;
  if (
    !world.intents.some(
      ({ kind, refund, state }) => kind === "refund" && (refund === "failed" || state === "refused"),
    )
  )
    return;
  add("staff pay back by hand", (to, moves) => moves.payment(to.payment, "paid_by_hand", "refunded"));
}

/** The answer is no more than a hint where it does not say done. */
function hearAnswer(
  { world, rules, add }: CheckoutStage,
  teller: Extract<Teller, { at: "answered" }>,
  at: number,
): void {
  const { intent: number, answer } = teller;
  const intent = world.intents[number];
  if (!intent) return;
  add(`a teller hears ${answer}`, (to) => {
    const known = truthOf(to, intent);
    const rest = () => void (to.tellers[at] = AT_REST);
    const inform = (truth: MoneyTruth) => void (to.tellers[at] = { at: "informed", intent: number, truth });
    if (rules.flaw === "a refused release counts as done" && intent.kind === "void" && answer === "refused")
      return inform("canceled");
    if (rules.flaw === "refunded again under a new key" && intent.kind === "refund" && answer === "lost")
      return inform("not done");
    if (known !== "not done") return inform(known);
    if (answer === "refused" && intent.kind === "refund") return inform("refund failed");
    if (answer === "error" || answer === "refused") return inform("not done");
    rest();
  });
}

function goOn(stage: CheckoutStage, teller: Exclude<Teller, { at: "idle" }>, at: number): void {
  switch (teller.at) {
    case "ready":
      return stage.add("a teller tells Stripe", (to) => {
        to.tellers[at] = { at: "waiting", intent: teller.intent };
      });
    case "waiting":
      return letStripeWork(stage, teller, at);
    case "answered":
      return hearAnswer(stage, teller, at);
    case "informed":
      return stage.add(`a teller concludes: ${teller.truth}`, (to, moves) => {
        to.tellers[at] = AT_REST;
        concludeIntent(to, moves, { number: teller.intent, truth: teller.truth, rules: stage.rules });
      });
  }
}

/** The processes that carry out what was intended, each as slow as it likes. */
export function addTellerSteps(stage: CheckoutStage): void {
  letStripeDecide(stage);
  letStaffPay(stage);
  for (const [at, teller] of stage.world.tellers.entries()) {
    if (teller.at === "idle") {
      pickUp(stage, at);
      continue;
    }
    goOn(stage, teller, at);
    addMisfortune(stage, "a teller dies", (to) => {
      to.tellers[at] = AT_REST;
      if (teller.at === "waiting") to.strays.push(teller.intent);
    });
  }
}
