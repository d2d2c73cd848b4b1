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
export { readCharged } from "./read-charged";
