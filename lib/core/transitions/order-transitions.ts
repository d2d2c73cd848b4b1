import type { EventsOf, StatesOf, Transition } from "./transition";

/** The order machine: what happens to one line of a checkout. Money is the payment machine's. */
export const ORDER_TRANSITIONS = [
  ["draft", "session_created", "awaiting_payment"],
  ["draft", "session_expired", "expired"],
  ["awaiting_payment", "payment_authorised", "authorised"],
  ["awaiting_payment", "session_expired", "expired"],
  ["awaiting_payment", "cancelled_by_buyer", "cancelled"],
  ["awaiting_payment", "cancelled_by_staff", "cancelled"],
  ["expired", "payment_authorised", "authorised"],
  ["authorised", "cancelled_by_buyer", "cancelled"],
  ["authorised", "cancelled_by_staff", "cancelled"],
  // The card stays held for the same sum; what goes to whom through whose network is chosen anew.
  ["authorised", "operator_changed", "authorised"],
  ["authorised", "claimed", "sending"],
  ["authorised", "no_route", "undeliverable"],
  ["authorised", "hold_lost", "undeliverable"],
  ["authorised", "turned_away", "undeliverable"],
  ["sending", "answer_delivered", "delivered"],
  ["sending", "answer_accepted", "accepted"],
  ["sending", "answer_rejected", "authorised"],
  ["sending", "answer_rejected", "undeliverable"],
  ["sending", "answer_lost", "in_doubt"],
  ["sending", "lease_over", "in_doubt"],
  ["in_doubt", "found_delivered", "delivered"],
  ["in_doubt", "found_accepted", "accepted"],
  ["in_doubt", "found_rejected", "authorised"],
  ["in_doubt", "found_rejected", "undeliverable"],
  ["in_doubt", "sent_again", "sending"],
  ["in_doubt", "gave_up", "review"],
  ["in_doubt", "abandoned", "undeliverable"],
  ["accepted", "found_delivered", "delivered"],
  ["accepted", "found_rejected", "authorised"],
  ["accepted", "found_rejected", "undeliverable"],
  ["accepted", "gave_up", "review"],
  ["accepted", "abandoned", "undeliverable"],
  ["review", "found_delivered", "delivered"],
  ["review", "found_rejected", "undeliverable"],
  ["review", "staff_says_delivered", "delivered"],
  ["review", "staff_says_undelivered", "undeliverable"],
  ["review", "abandoned", "undeliverable"],
  ["undeliverable", "late_evidence", "delivered"],
  ["cancelled", "late_evidence", "delivered"],
  // Between two routes: what was taken for rejected had arrived, so that nothing more is sent.
  ["authorised", "late_evidence", "delivered"],
  ["delivered", "reversed", "undeliverable"],
] as const satisfies readonly Transition[];

export type OrderState = StatesOf<typeof ORDER_TRANSITIONS>;
export type OrderEvent = EventsOf<typeof ORDER_TRANSITIONS>;
