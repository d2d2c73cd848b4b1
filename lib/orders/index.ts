export { advanceAttempt, type AttemptStep } from "./advance-attempt";
export { advanceOrder, afterMs, postponeOrder, type OrderStep } from "./advance-order";
export {
  claimAttempt,
  leaseHolds,
  lockNumber,
  noteLook,
  renewLease,
  waitForNumber,
  type Claim,
} from "./claim-attempt";
export { findAttempt } from "./find-attempt";
export { createOrders, type NewOrder } from "./create-orders";
export {
  findOrderByPublicId,
  lockOrder,
  lockOrdersOf,
  readAttempt,
  readAttempts,
  readOpenAttempt,
  readOrder,
  readOrdersOf,
} from "./lock-order";
export { OrderConflict, type AttemptRow, type OrderRow } from "./order-row";
export {
  createCheckout,
  freezeCheckout,
  keepEmail,
  lockCheckout,
  putQuote,
  readCheckoutRow,
  readLines,
  readQuotedCost,
  type CheckoutLine,
  type CheckoutRow,
} from "./checkout-rows";
