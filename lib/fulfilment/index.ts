export { readEsimState, type EsimState } from "./read-esim-state";
export { askAgainNow, type AskFailure } from "./ask-again-now";
export { changeOperator, readExchanges, type ChangeOperatorFailure } from "./change-operator";
export { cancelOrder, type CancelFailure } from "./cancel-order";
export type { FulfilmentCtx } from "./context";
export { decideProposal, settleReview, type ReviewFailure } from "./settle-review";
export { receiveWebhook, type WebhookVerdict } from "./receive-webhook";
export { letThrough, turnAway, type HoldBackFailure } from "./hold-back";
export {
  decideRefund,
  notePaidByHand,
  readRefundTerms,
  refundAgain,
  refundByStaff,
  type PayBackFailure,
} from "./pay-back";
export { cancelByStaff, type StaffCancelFailure } from "./cancel-by-staff";
export { carryOutDecision, carryOutDue } from "./carry-out-decision";
export { sendMailAgain, type MailAgainFailure } from "./send-mail-again";
export { sendReceipt, type ReceiptFailure } from "./send-receipt";
export { readWaitingTerms, sendThrough, type SendThroughFailure } from "./send-through";
export {
  answerDispute,
  decideCase,
  leaveCase,
  takeCase,
  undoDecision,
  workCaseNow,
  type CaseFailure,
} from "./work-case";
export { readOpenTerms } from "./read-open-terms";
export type { EvidenceFailure } from "./submit-evidence";
export { reconcileDue } from "./reconcile-due";
export { workMail, type MailCtx } from "./work-mail";
export { workOrder } from "./work-order";
export { workPayment } from "./work-payment";
export { workWebhook } from "./work-webhook";
export { mailAgain } from "./mail-again";
export { mendsOf } from "./mends-of";
