import type { Tables } from "./machine-rows";
import type { Circumstances, ProviderClass } from "./order-world";

/** One way to get the rules wrong, as the engine might. */
export type OrderFlaw =
  | "a lost answer counts as a rejection"
  | "sent again without dedupe"
  | "sent before the attempt is committed"
  | "not found is believed at once"
  | "not found opens a new reference"
  | "not found ends the order"
  | "cancelled while it is being sent"
  | "released while in doubt"
  | "captured once accepted"
  | "a dead lease puts the order back"
  | "an answer is applied to whatever attempt is open"
  | "sent with a dead lease"
  | "paid before the invoice's id is stored"
  | "a rejection of a repeat is believed"
  | "a look-up of an ended attempt may buy"
  | "staff decide while a look-up may buy"
  | "abandoned without booking the loss"
  | "what nobody can prove is released"
  | "the horizon is looked at after the answer"
  | "a reversal is undone by an older answer"
  | "an earlier delivery is forgotten"
  | "look-ups are not fenced"
  | "a lease taken over keeps its token";

export interface OrderRules {
  provider: ProviderClass;
  circumstances: Circumstances;
  flaw?: OrderFlaw;
}

/** Rows that some flaws need: the product's tables refuse them already. */
export const ROWS_OF_FLAWS: Partial<Record<OrderFlaw, Partial<Tables>>> = {
  "a dead lease puts the order back": {
    order: [["sending", "lease_over", "authorised"]],
    attempt: [["sending", "lease_over", "rejected"]],
  },
  "cancelled while it is being sent": { order: [["sending", "cancelled_by_buyer", "cancelled"]] },
};
