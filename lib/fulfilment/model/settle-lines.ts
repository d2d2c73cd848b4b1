import type { CheckoutRules } from "./checkout-rules";
import { hasEnded, LEAST_CHARGE, PRICE, type CheckoutWorld, type Intent } from "./checkout-world";
import type { Moves } from "./machine-rows";

export const newIntent = (kind: Intent["kind"], amount: number): Intent => ({
  kind,
  amount,
  state: "intended",
  sent: false,
  kept: "nothing",
  refund: "none",
});

function amountToCapture({ lines }: CheckoutWorld, { flaw }: CheckoutRules): number {
  const delivered = lines.filter(({ state }) => state === "delivered");
  if (flaw === "the whole hold is captured" && delivered.length > 0) return lines.length * PRICE;
  if (flaw === "a shortfall is charged") return delivered.length * PRICE;
  return delivered.reduce((sum, { owed }) => sum + owed, 0);
}

/** In the transaction that ends the checkout's last order the one intent is written. */
export function settleLines(world: CheckoutWorld, moves: Moves, rules: CheckoutRules): void {
  if (world.payment.state !== "authorised") return;
  const { lines } = world;
  const early =
    rules.flaw === "captured with an open order" && lines.some(({ state }) => state === "delivered");
  if (!early && !lines.every(hasEnded)) return;
  const amount = amountToCapture(world, rules);
  const hasMissed = lines.some(({ state }) => state === "undeliverable");
  const captures = amount >= LEAST_CHARGE && !(rules.flaw === "released with a delivered order" && hasMissed);
  world.intents.push(newIntent(captures ? "capture" : "void", captures ? amount : 0));
  if (captures) {
    if (rules.flaw === "two intents for one hold") world.intents.push(newIntent("void", 0));
    moves.payment(world.payment, "capture_intended", "capturing");
    return;
  }
  // Less than a card may be charged is given away, and booked.
  if (amount < LEAST_CHARGE) for (const line of lines) line.given ||= line.state === "delivered";
  moves.payment(world.payment, "void_intended", "voiding");
}
