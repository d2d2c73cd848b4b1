import type { EventsOf, StatesOf, Transition } from "./transition";

/** The attempt machine: at most one open attempt per order, by a unique index. */
export const ATTEMPT_TRANSITIONS = [
  ["sending", "answer_delivered", "delivered"],
  ["sending", "answer_accepted", "accepted"],
  ["sending", "answer_rejected", "rejected"],
  ["sending", "answer_lost", "in_doubt"],
  ["sending", "lease_over", "in_doubt"],
  ["in_doubt", "sent_again", "sending"],
  ["in_doubt", "found_delivered", "delivered"],
  ["in_doubt", "found_accepted", "accepted"],
  ["in_doubt", "found_rejected", "rejected"],
  ["in_doubt", "staff_says_delivered", "delivered"],
  ["in_doubt", "staff_says_undelivered", "rejected"],
  ["in_doubt", "abandoned", "abandoned"],
  ["accepted", "found_delivered", "delivered"],
  ["accepted", "found_rejected", "rejected"],
  ["accepted", "staff_says_delivered", "delivered"],
  ["accepted", "staff_says_undelivered", "rejected"],
  ["accepted", "abandoned", "abandoned"],
  ["rejected", "late_evidence", "delivered"],
  ["abandoned", "late_evidence", "delivered"],
  ["delivered", "reversed", "rejected"],
] as const satisfies readonly Transition[];

export type AttemptState = StatesOf<typeof ATTEMPT_TRANSITIONS>;
export type AttemptEvent = EventsOf<typeof ATTEMPT_TRANSITIONS>;
