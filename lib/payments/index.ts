export { advancePayment, postponePayment, type PaymentStep } from "./advance-payment";
export { flagPayment } from "./flag-payment";
export { reopenRefund } from "./reopen-refund";
export {
  closeRefundProposal,
  putRefundProposal,
  readRefundProposal,
  type RefundProposalRow,
} from "./refund-proposal";
export { barBuyer, isDisputeOver, liftBars, storeDispute, storeFraudWarning } from "./store-dispute";
export { findPaymentByIntent, lockPaymentOf, readPayment, readPaymentOf } from "./lock-payment";
export { closeIntent, closeOpenIntent, intend, noteSent, readOpenIntent } from "./money-intent";
export { closeOther, createSession, storeSession } from "./create-session";
export { openPayment } from "./open-payment";
export { PaymentConflict, type MoneyIntentRow, type PaymentRow } from "./payment-row";
export { StripeUnreachable, type Told } from "./ask-stripe";
export type { DisputeTruth, Evidence, FraudWarningTruth } from "./dispute-calls";
export type { StripeTransaction } from "./read-transactions";
export type { CardPage, SessionRequest } from "./session-calls";
export {
  createStripeGateway,
  type HoldTruth,
  type RefundTruth,
  type StripeGateway,
  type StripeHint,
} from "./stripe-gateway";
