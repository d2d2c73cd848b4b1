/** What one of staff can decide of a case, to be carried out a little later. */
export const DECISION_KINDS = [
  "settle",
  "agree",
  "withdraw",
  "let-through",
  "turn-away",
  "refund-agree",
  "refund-withdraw",
  "refund-again",
  "paid-by-hand",
] as const;

export type DecisionKind = (typeof DECISION_KINDS)[number];
