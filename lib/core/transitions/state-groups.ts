import type { AttemptState } from "./attempt-transitions";
import type { OrderState } from "./order-transitions";
import type { PaymentState } from "./payment-transitions";

/** Nothing more happens by itself; late evidence, reversals and staff may still move them. */
export const FINAL_ORDER_STATES: readonly OrderState[] = [
  "expired",
  "cancelled",
  "delivered",
  "undeliverable",
];

export const FINAL_PAYMENT_STATES: readonly PaymentState[] = [
  "expired",
  "captured",
  "voided",
  "refunded",
  "lost",
];

export const OPEN_ATTEMPT_STATES: readonly AttemptState[] = ["sending", "in_doubt", "accepted"];
