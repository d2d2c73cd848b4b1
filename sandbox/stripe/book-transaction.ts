import type { Books } from "./open-books";
import type { ChargeRow, RefundRow, TransactionRow } from "./rows";

/** 2.9 % and 30 minor units, rounded to the nearest unit with whole numbers. */
function feeOf(amount: number): number {
  return Math.floor((amount * 29 + 500) / 1000) + 30;
}

export function bookCharge(books: Books, charge: ChargeRow): TransactionRow {
  return book(books, {
    type: "charge",
    amount: charge.amountCaptured,
    fee: feeOf(charge.amountCaptured),
    currency: charge.currency,
    source: charge.id,
  });
}

/** The fee of the charge is not given back. */
export function bookRefund(books: Books, refund: RefundRow): TransactionRow {
  const { amount, currency, id } = refund;
  return book(books, { type: "refund", amount: -amount, fee: 0, currency, source: id });
}

export function bookFailedRefund(books: Books, refund: RefundRow): TransactionRow {
  const { amount, currency, id } = refund;
  return book(books, { type: "payment_failure_refund", amount, fee: 0, currency, source: id });
}

/** A dispute takes the whole charge back at once, and 15.00 on top. */
export function bookDispute(books: Books, charge: ChargeRow, dispute: string): TransactionRow {
  const { amountCaptured, currency } = charge;
  return book(books, { type: "adjustment", amount: -amountCaptured, fee: 1_500, currency, source: dispute });
}

function book(books: Books, row: Omit<TransactionRow, "id" | "created">): TransactionRow {
  return books.transactions.put({ ...row, id: books.newId("txn"), created: books.seconds() });
}
