import { settle } from "./settle-amount";
import type { Books } from "./open-books";
import type { ChargeRow, DisputeRow, RefundRow, TransactionRow } from "./rows";

const DISPUTE_FEE = 1_500;

/** 2.9 % and 30 minor units, rounded to the nearest unit with whole numbers. */
function feeOf(amount: number): number {
  return Math.floor((amount * 29 + 500) / 1000) + 30;
}

export function bookCharge(books: Books, charge: ChargeRow): TransactionRow {
  const { amountCaptured: amount, currency, id } = charge;
  return book(books, { type: "charge", amount, currency, source: id, feeOf });
}

/** The fee of the charge is not given back. */
export function bookRefund(books: Books, refund: RefundRow): TransactionRow {
  const { amount, currency, id } = refund;
  return book(books, { type: "refund", amount: -amount, currency, source: id });
}

export function bookFailedRefund(books: Books, refund: RefundRow): TransactionRow {
  const { amount, currency, id } = refund;
  return book(books, { type: "payment_failure_refund", amount, currency, source: id });
}

/** A dispute takes the whole charge back at once, and 15.00 on top. */
export function bookDispute(books: Books, dispute: DisputeRow): TransactionRow {
  const { amount, currency, id } = dispute;
  return book(books, { type: "adjustment", amount: -amount, currency, source: id, feeOf: () => DISPUTE_FEE });
}

/** A dispute that was won gives the charge back; its fee is kept. */
export function bookDisputeWon(books: Books, dispute: DisputeRow): TransactionRow {
  const { amount, currency, id } = dispute;
  return book(books, { type: "adjustment", amount, currency, source: id });
}

/** What moved in the card's currency, and what Stripe takes for it of the amount that is settled. */
interface Moved extends Pick<TransactionRow, "type" | "amount" | "currency" | "source"> {
  feeOf?(settled: number): number;
}

function book(books: Books, { feeOf: fee, ...moved }: Moved): TransactionRow {
  const settled = settle(moved, books.outside.settings.value("STRIPE_SETTLEMENT_CURRENCY"));
  return books.transactions.put({
    ...moved,
    ...settled,
    fee: fee ? fee(settled.amount) : 0,
    id: books.newId("txn"),
    created: books.seconds(),
  });
}
