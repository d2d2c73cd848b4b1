import { FINAL_PAYMENT_STATES } from "@/lib/core/transitions";
import type { CheckoutRules } from "./checkout-rules";
import {
  checkoutWorldKey,
  copyCheckoutWorld,
  hasEnded,
  isQuiet,
  overcharge,
  startCheckoutWorld,
  type CheckoutWorld,
} from "./checkout-world";
import type { Model } from "./explore";
import { addLineSteps } from "./line-steps";
import { PRODUCT_TABLES } from "./machine-rows";
import { addPaySteps } from "./pay-steps";
import { openStage } from "./stage";
import { addTellerSteps } from "./teller-steps";

export interface CheckoutSize {
  lines: number;
  tellers: number;
  misfortunes: number;
}

/** What the buyer has lost or we have, once everything has come to rest. */
function wrongAccount(world: CheckoutWorld): string | undefined {
  if (!isQuiet(world)) return undefined;
  const over = overcharge(world);
  if (over > 0) return "charged for what did not arrive";
  if (over === 0) return undefined;
  return world.refunded + world.byHand > 0 ? "paid back what was not owed" : "delivered without charge";
}

/** Books that do not agree with themselves. */
function disorder({ lines, payment, intents, captured, refunded }: CheckoutWorld): string | undefined {
  const settling = intents.filter(({ kind, state }) => kind !== "refund" && state !== "refused");
  if (settling.length > 1) return "two intents for one hold";
  if (intents.filter(({ state }) => state === "intended").length > 1) return "two intents are open";
  if (intents.length > 0 && !lines.every(hasEnded)) return "money moves while an order is open";
  const hasMoved = intents.length > 0 && FINAL_PAYMENT_STATES.includes(payment.state);
  if (hasMoved && intents.some(({ state }) => state === "intended")) return "an intent is left open";
  if (refunded > captured) return "refunded more than was captured";
  const gaveAway = lines.some(({ state, given }) => state === "delivered" && !given);
  if (payment.state === "voided" && gaveAway) return "gave back what was delivered";
  return undefined;
}

/**
 * A checkout of some orders, its payment, and Stripe.
 * @param by.booksMayErr only what the buyer or we lose counts
 */
export function createCheckoutModel(
  size: CheckoutSize,
  rules: CheckoutRules = {},
  by: { booksMayErr?: boolean } = {},
): Model<CheckoutWorld> {
  return {
    start: startCheckoutWorld(size),
    keyOf: checkoutWorldKey,
    stepsFrom(world) {
      const { stage, steps } = openStage(world, rules, { tables: PRODUCT_TABLES, copy: copyCheckoutWorld });
      addPaySteps(stage);
      addLineSteps(stage);
      addTellerSteps(stage);
      return steps;
    },
    harmIn: (world) => wrongAccount(world) ?? (by.booksMayErr ? undefined : disorder(world)),
    isSettled: isQuiet,
    machinesOf: ({ lines, payment }) => ({
      order: lines.map(({ state }) => state),
      attempt: [],
      payment: [payment.state],
    }),
  };
}
