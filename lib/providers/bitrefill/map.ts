/** Wire to ours: everything of this kit that is pure, by subject. */
export { offersOf, orderOf } from "./map-offers";
export { expiryOf, invoiceOf, microsFrom, outcomeOfOrder, paymentOf } from "./map-outcome";
export { statementLineFrom } from "./map-records";
export { readBitrefillWebhook } from "./read-webhook";
