export { askAgainNow, type AskFailure } from "./ask-again-now";
export { cancelOrder, type CancelFailure } from "./cancel-order";
export type { FulfilmentCtx } from "./context";
export { decideProposal, settleReview, type ReviewFailure } from "./settle-review";
export { reconcileDue } from "./reconcile-due";
export { workMail, type MailCtx } from "./work-mail";
export { workOrder } from "./work-order";
export { workPayment } from "./work-payment";
export { workWebhook } from "./work-webhook";
