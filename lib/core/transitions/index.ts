export { mayCancel } from "./may-cancel";
export { whyNotCancel, type CancelBar } from "./why-not-cancel";
export { ATTEMPT_TRANSITIONS, type AttemptEvent, type AttemptState } from "./attempt-transitions";
export { ORDER_TRANSITIONS, type OrderEvent, type OrderState } from "./order-transitions";
export { PAYMENT_TRANSITIONS, type PaymentEvent, type PaymentState } from "./payment-transitions";
export { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES, OPEN_ATTEMPT_STATES } from "./state-groups";
export { targetsOf, type Transition } from "./transition";
