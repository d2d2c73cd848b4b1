import type { Books } from "./open-books";
import { renderCharge, renderMethod } from "./render-charge";
import { renderIntent } from "./render-intent";
import { renderDispute, renderFraudWarning } from "./render-dispute";
import type { RefundRow, ReviewRow, TransactionRow } from "./rows";
import { renderPayout } from "./pay-out";
import { renderSession } from "./render-session";
import type { StripeObject } from "./stripe-object";

export type { StripeObject };

export function renderRefund(refund: RefundRow): StripeObject {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: refund.transaction,
    charge: refund.charge,
    created: refund.created,
    currency: refund.currency,
    customer: null,
    destination_details: {
      card: { type: refund.isRelease ? "reversal" : "refund", reference_status: "pending" },
      type: "card",
    },
    ...(refund.failureReason && { failure_reason: refund.failureReason }),
    ...(refund.failureTransaction && { failure_balance_transaction: refund.failureTransaction }),
    metadata: refund.metadata,
    payment_intent: refund.intent,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

export function renderTransaction(transaction: TransactionRow): StripeObject {
  const { amount, fee, currency, exchangeRate } = transaction;
  const disputed = transaction.type === "adjustment";
  const description = disputed ? "Dispute fee" : "Stripe processing fees";
  const feeDetails = { amount: fee, application: null, currency, description };
  return {
    id: transaction.id,
    object: "balance_transaction",
    amount,
    available_on: transaction.created + 2 * 86_400,
    balance_type: "payments",
    created: transaction.created,
    currency,
    description: null,
    exchange_rate: exchangeRate === undefined ? null : Number(exchangeRate),
    fee,
    fee_details: fee === 0 ? [] : [{ ...feeDetails, type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: categoryOf(transaction),
    source: transaction.source,
    status: "pending",
    type: transaction.type,
  };
}

function categoryOf({ type, amount }: TransactionRow): string {
  if (type === "payment_failure_refund") return "refund_failure";
  if (type !== "adjustment") return type;
  return amount < 0 ? "dispute" : "dispute_reversal";
}

export function renderReview(review: ReviewRow): StripeObject {
  return {
    id: review.id,
    object: "review",
    billing_zip: null,
    charge: review.charge,
    closed_reason: review.closedReason,
    created: review.created,
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: review.open,
    opened_reason: "rule",
    payment_intent: review.intent,
    reason: review.open ? review.reason : (review.closedReason ?? review.reason),
    session: null,
  };
}

/** Draws whatever an id names; undefined when nothing has that id. */
export function renderById(books: Books, id: string): StripeObject | undefined {
  const prefix = id.slice(0, id.indexOf("_"));
  switch (prefix) {
    case "cs":
      return render(books.sessions.get(id), (row) => renderSession(row, books.outside.settings.port));
    case "pi":
      return render(books.intents.get(id), (row) => renderIntent(books, row));
    case "ch":
      return render(books.charges.get(id), (row) => renderCharge(books, row));
    case "pm":
      return render(books.methods.get(id), renderMethod);
    case "re":
      return render(books.refunds.get(id), renderRefund);
    case "txn":
      return render(books.transactions.get(id), renderTransaction);
    case "po":
      return render(books.payouts.get(id), (row) => renderPayout(books, row));
    case "dp":
      return render(books.disputes.get(id), (row) => renderDispute(books, row));
    case "issfr":
      return render(books.fraudWarnings.get(id), (row) => renderFraudWarning(books, row));
    case "prv":
      return render(books.reviews.get(id), renderReview);
    default:
      return undefined;
  }
}

function render<Row>(row: Row | undefined, draw: (row: Row) => StripeObject): StripeObject | undefined {
  return row && draw(row);
}
