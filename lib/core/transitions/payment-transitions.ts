import type { EventsOf, StatesOf, Transition } from "./transition";

/** The payment machine: one a checkout. `disputed` is a flag beside it. */
export const PAYMENT_TRANSITIONS = [
  ["open", "hold_confirmed", "authorised"],
  ["open", "session_expired", "expired"],
  ["expired", "hold_confirmed", "authorised"],
  ["authorised", "capture_intended", "capturing"],
  ["authorised", "void_intended", "voiding"],
  ["capturing", "capture_confirmed", "captured"],
  ["capturing", "hold_was_gone", "lost"],
  ["voiding", "void_confirmed", "voided"],
  ["voiding", "was_captured", "refunding"],
  ["captured", "refund_intended", "refunding"],
  ["refunded", "refund_intended", "refunding"],
  ["refunding", "refund_confirmed", "refunded"],
  ["refunding", "refund_failed", "captured"],
  ["refunded", "refund_failed", "captured"],
  ["captured", "paid_by_hand", "refunded"],
  ["voided", "late_evidence", "lost"],
] as const satisfies readonly Transition[];

export type PaymentState = StatesOf<typeof PAYMENT_TRANSITIONS>;
export type PaymentEvent = EventsOf<typeof PAYMENT_TRANSITIONS>;
