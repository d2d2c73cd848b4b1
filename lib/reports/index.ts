export { readGift, sealGift } from "./read-gift";
export { checkInvariants, checkRules, INVARIANTS, type Violation } from "./check-invariants";
export { readRulesChecked } from "./read-rules-checked";
export { runInvariants } from "./run-invariants";
export { readOrderView } from "./read-order-view";
export { readArtefact } from "./read-artefact";
export { readIssuedEsim, type IssuedEsim } from "./read-issued-esim";
export { readSilentProviders } from "./read-silent-providers";
export { readSendAgain } from "./read-send-again";
export { streamOrder } from "./stream-order";
export { versionOf } from "./version-of";
export { createOrderWatch, type OrderWatch } from "./watch-orders";
export { readHome, type HomeView } from "./read-home";
export { readStaffOrder } from "./read-staff-order";
export { readProposal } from "./read-proposal";
export { readEvidence } from "./read-evidence";
export { readReconciliation } from "./read-reconciliation";
export { readRun } from "./read-run";
export { DELIVERY_DAYS } from "./delivery-days";
export { readDeliveryRecord } from "./read-delivery-record";
export { rollUpDeliveries, rollUpLastHour } from "./roll-up-deliveries";
export { readOthers } from "./read-others";
export { readProof, readProofOf } from "./read-proof";
export { readOrderCalls, readProviderCalls } from "./read-provider-calls";
export { foldFigures } from "./rollups/fold-figures";
export { markYesterday } from "./rollups/mark-yesterday";
export { readPeriod } from "./sales/read-period";
export { readProviders } from "./read-providers";
export { watchSupply } from "./watch-supply";
export { readProviderHealth } from "./read-provider-health";
export { rollUpAttempts, settleAttemptHours } from "./roll-up-attempts";
export { readCases } from "./cases/read-cases";
export { findCustomers, listBlocks, readBlocksOf, readCustomer } from "./cases/read-customer";
export { listMails, type OutboxInput } from "./cases/list-mails";
export { listPromotions } from "./cases/list-promotions";
export { readPromoCodes } from "./cases/read-promo-codes";
export { readLimitHistory, rehearseLimitChange } from "./cases/rehearse";
export { readStaffNames } from "./read-staff-names";
export { listOrders, type OrderListInput } from "./listing/list-orders";
export { readOrderSearch } from "./listing/read-order-search";
export {
  KINDS,
  oneOf,
  ORDER_STATES,
  PAYMENT_STATES,
  readOrderColumns,
  readOrderFilters,
  type Asked,
} from "./listing/read-order-filters";
export { writeOrderQuery } from "./listing/write-order-query";
export { readOperatorNames } from "./read-operator-names";
export { readOperatorChoices } from "./listing/read-operator-choices";
export { forgetView, listViews, saveView, type ViewFailure } from "./listing/saved-views";
export { beginExport, mayExportWhole, streamOrders } from "./listing/stream-orders";
export { writeMonthCsv } from "./books/month-csv";
export { listMonths, readMonth } from "./books/read-month";
export { rollUpBooks } from "./books/roll-up-books";
export { previewBulk } from "./listing/preview-bulk";
export { ORDER_COLUMNS } from "./listing/types";
export { listPayouts, readPayout } from "./books/read-payouts";
