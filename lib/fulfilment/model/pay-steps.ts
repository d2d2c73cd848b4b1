import { addMisfortune, type CheckoutStage } from "./checkout-rules";
import { hasEnded, PRICE, type CheckoutWorld } from "./checkout-world";
import type { Moves } from "./machine-rows";
import { settleLines } from "./settle-lines";

function expire(world: CheckoutWorld, moves: Moves): void {
  moves.payment(world.payment, "session_expired", "expired");
  for (const line of world.lines)
    if (line.state === "draft" || line.state === "awaiting_payment")
      moves.order(line, "session_expired", "expired");
}

/** Pay was pressed: the page is asked for, always under one key. */
function askForPage(stage: CheckoutStage): void {
  const { world, add } = stage;
  if (world.payment.state !== "open" || world.sessionKnown) return;
  add("Stripe makes the pay page", (to, moves) => {
    if (to.session === "none") to.session = "open";
    to.sessionKnown = true;
    for (const line of to.lines)
      if (line.state === "draft") moves.order(line, "session_created", "awaiting_payment");
  });
  if (world.session !== "none") return;
  addMisfortune(stage, "Stripe makes the pay page; its answer is lost", (to) => void (to.session = "open"));
  if (world.luck > 0)
    add("Stripe refuses the pay page", (to, moves) => {
      to.luck -= 1;
      expire(to, moves);
    });
}

/** The buyer and the bank. */
function letBuyerPay(stage: CheckoutStage): void {
  const { world, add } = stage;
  const hold = (to: CheckoutWorld) => {
    to.session = "complete";
    to.hold = "held";
  };
  if (world.session === "open") {
    if (world.sessionKnown) add("the buyer pays: the card is held", hold);
    add("the Session runs out", (to) => void (to.session = "expired"));
  }
  if (world.session === "expired" && world.hold === "none")
    addMisfortune(stage, "the card was held in the Session's last second", hold);
  if (world.hold !== "held") return;
  addMisfortune(stage, "the hold ends", (to) => void (to.hold = "canceled"));
  addMisfortune(stage, "somebody captures by hand", (to) => {
    to.hold = "captured";
    to.captured = to.lines.length * PRICE;
  });
}

function confirmHold({ rules, add }: CheckoutStage): void {
  add("the hold is seen", (to, moves) => {
    moves.payment(to.payment, "hold_confirmed", "authorised");
    for (const line of to.lines) {
      if (line.state === "draft") moves.order(line, "session_created", "awaiting_payment");
      if (line.state === "awaiting_payment" || line.state === "expired")
        moves.order(line, "payment_authorised", "authorised");
    }
    settleLines(to, moves, rules);
  });
}

/** Stripe is asked about the Session: by a webhook, the buyer's return, or because it is time. */
function lookAtSession(stage: CheckoutStage): void {
  const { world, rules, add } = stage;
  const { payment, hold, session } = world;
  const open = payment.state === "open";
  if (!open && payment.state !== "expired") return;
  if (hold === "held" || hold === "captured") {
    if (open || rules.flaw !== "a late hold is ignored") confirmHold(stage);
  } else if (open && (session === "expired" || hold === "canceled"))
    add("the Session is seen to have ended", expire);
  else if (open && session === "open" && world.lines.every(hasEnded))
    add("a Session that nobody needs is ended", (to, moves) => {
      to.session = "expired";
      expire(to, moves);
    });
}

/** From pay to the hold. */
export function addPaySteps(stage: CheckoutStage): void {
  askForPage(stage);
  letBuyerPay(stage);
  if (stage.world.session !== "none") lookAtSession(stage);
}
