export {
  holdPosting,
  ledgerInsert,
  postLedger,
  releasePosting,
  type Account,
  type Posting,
  type PostingKind,
} from "./post-ledger";
export { readLostSale } from "./read-lost-sale";
export { readSuspectedLoss } from "./read-suspected-loss";
export { readBookedOf } from "./read-booked-of";
export { readCharged, readGivenBack } from "./read-charged";
export { BREAK_CLASSES, mendsFor, type BreakClass, type Mend, type SourceKind } from "./break-classes";
export { closeBreak, readAskable, readBreak, takeUntold, type BreakRow } from "./break-row";
export { noteBreaks, type Noted } from "./note-breaks";
export { taxOfDispute } from "./tax-of-dispute";
export { withTax } from "./with-tax";
export { postCorrection } from "./post-correction";
export { closeRun, openRun, type SourceRead } from "./reconciliation-run";
export { storeProviderLines, storeStripeLines, type ProviderLine, type StripeLine } from "./store-lines";
export { isPayoutKnown, storePayout, storePayoutLines } from "./store-payouts";
export { readOvercharged } from "./read-overcharged";
