import type { FormAction } from "./form-state";

/** What staff may have done to an order: server actions, handed down by the page. */
export interface SettleActions {
  review: FormAction;
  decide: FormAction;
  ask: FormAction;
  letThrough: FormAction;
  turnAway: FormAction;
  refundAgain: FormAction;
  paidByHand: FormAction;
  sendEvidence: FormAction;
}
