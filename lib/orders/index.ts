export { advanceAttempt, type AttemptStep } from "./advance-attempt";
export { advanceOrder, postponeOrder, type OrderStep } from "./advance-order";
export {
  claimAttempt,
  leaseLeft,
  lockTarget,
  noteLook,
  notePrepared,
  readClaimGuard,
  renewLease,
  type Claim,
  type ClaimGuard,
} from "./claim-attempt";
export { endDecision, listDueDecisions, lockDecision, putDecision, type DecisionRow } from "./case-decision";
export { dropLease, readLease, takeLease, type LeaseRow } from "./case-lease";
export { closeOfferChoice, putOfferChoice, readChosenOffer } from "./offer-choice";
export { findAttempt } from "./find-attempt";
export { readEsimUsage, storeEsimUsage, takeUsageTurn } from "./esim-usage-rows";
export { createOrders, type NewOrder } from "./create-orders";
export {
  findOrderByPublicId,
  lockAttempt,
  lockOrder,
  lockOrdersOf,
  readAttempt,
  readAttempts,
  readOpenAttempt,
  readOrder,
  readOrdersOf,
} from "./lock-order";
export { noteAlerted } from "./note-alerted";
export {
  closeProposal,
  putProposal,
  readOpenProposal,
  type ProposalRow,
  type Verdict,
} from "./review-proposal";
export { readDeliveredOperator } from "./read-delivered-operator";
export { OrderConflict, type AttemptRow, type OrderRow } from "./order-row";
export {
  createCheckout,
  freezeCheckout,
  setGiftOfLine,
  lockCheckout,
  putFrozenQuote,
  putQuote,
  readCheckoutRow,
  readLines,
  readQuote,
  readQuotedCost,
  type CheckoutLine,
  type FrozenLine,
  type JudgedLimit,
  type LineTarget,
  type CheckoutRow,
  type QuoteRow,
} from "./checkout-rows";
export { listEndedAttempts } from "./list-ended-attempts";
export { dropLine, MOST_LINES, nextLine, setCheckoutCurrency } from "./checkout-lines";
export { readHistory, type NumberHistory } from "./read-history";
export { readCardTallies, readTallies, type TallyRow } from "./read-tallies";
export {
  countPromoUses,
  findPromo,
  normaliseCode,
  notePromoUse,
  readPromo,
  setCheckoutPromo,
  type PromoRow,
} from "./promo-rows";
export { createPromoCode, type NewPromoCode, type PromoCodeFailure } from "./create-promo-code";
export { endPromoCode } from "./end-promo-code";
export { shareProof } from "./share-proof";
