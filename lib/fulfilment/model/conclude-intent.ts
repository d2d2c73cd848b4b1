import type { CheckoutRules } from "./checkout-rules";
import { openIntentOf, type CheckoutWorld, type Intent, type MoneyTruth } from "./checkout-world";
import type { Moves } from "./machine-rows";
import { newIntent } from "./settle-lines";

interface Conclusion {
  world: CheckoutWorld;
  moves: Moves;
  rules: CheckoutRules;
  intent: Intent;
  truth: MoneyTruth;
}

/** Closes the intent that stands: the one that was asked about may have been replaced since. */
function close({ world, rules, intent }: Conclusion, as: "confirmed" | "refused"): void {
  const standing = world.intents[openIntentOf(world)];
  if (rules.flaw !== "an older intent is closed than the one that stands" && standing) standing.state = as;
  else if (intent.state === "intended") intent.state = as;
}

function concludeCapture(conclusion: Conclusion): void {
  const { world, moves, rules, intent, truth } = conclusion;
  if (world.payment.state !== "capturing") return;
  if (truth === "captured") {
    close(conclusion, "confirmed");
    // Another amount than was owed: a person pays the rest back.
    world.byHand += world.captured - intent.amount;
    moves.payment(world.payment, "capture_confirmed", "captured");
    return;
  }
  if (rules.flaw === "a hold that is gone is told again for ever") return;
  close(conclusion, "refused");
  for (const line of world.lines) line.given ||= line.state === "delivered";
  moves.payment(world.payment, "hold_was_gone", "lost");
}

function concludeVoid(conclusion: Conclusion): void {
  const { world, moves, truth } = conclusion;
  if (world.payment.state !== "voiding") return;
  if (truth === "canceled") {
    close(conclusion, "confirmed");
    moves.payment(world.payment, "void_confirmed", "voided");
    return;
  }
  // Somebody captured by hand what was to be released.
  close(conclusion, "refused");
  moves.payment(world.payment, "was_captured", "refunding");
  world.intents.push(newIntent("refund", world.captured));
}

function concludeRefund({ world, moves, rules, intent, truth }: Conclusion): void {
  // By the intent, not by the payment: another refund may be under way by now.
  const isMine = intent.state === "intended" || rules.flaw === "a refund is concluded twice";
  if (world.payment.state !== "refunding" || !isMine) return;
  if (truth === "refunded") {
    intent.state = "confirmed";
    moves.payment(world.payment, "refund_confirmed", "refunded");
    return;
  }
  intent.state = "refused";
  if (rules.flaw !== "a failed refund is forgotten") world.byHand += intent.amount;
  moves.payment(world.payment, "refund_failed", "captured");
}

/** Stripe keeps its failure under the key: the next try needs a new one. */
function replaceIntent({ world, rules, intent }: Conclusion): void {
  const { kind, amount } = intent;
  const moving = { capture: "capturing", void: "voiding", refund: "refunding" }[kind];
  const isMine =
    intent.state === "intended" || (rules.flaw === "an intent is replaced twice" && kind === "refund");
  if (world.payment.state !== moving || !isMine) return;
  intent.state = "refused";
  world.intents.push(newIntent(kind, amount));
}

/** The transaction that ends an intent by what Stripe says is true, or writes it anew. */
export function concludeIntent(
  world: CheckoutWorld,
  moves: Moves,
  by: { number: number; truth: MoneyTruth; rules: CheckoutRules },
): void {
  const intent = world.intents[by.number];
  if (!intent) return;
  const conclusion = { world, moves, rules: by.rules, intent, truth: by.truth };
  if (by.truth === "not done") replaceIntent(conclusion);
  else if (intent.kind === "refund") concludeRefund(conclusion);
  else if (intent.kind === "capture") concludeCapture(conclusion);
  else concludeVoid(conclusion);
}
