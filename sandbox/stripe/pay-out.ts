import type { Books } from "./open-books";
import type { PayoutRow, TransactionRow } from "./rows";

const DAY_SECONDS = 86_400;

/** Seconds after which a movement is paid out; the next day, where nothing is set. */
const delayOf = (books: Books): number =>
  Number(books.outside.settings.value("STRIPE_PAYOUT_SECONDS") ?? DAY_SECONDS);

function payOutCurrency(books: Books, currency: string, due: TransactionRow[]): void {
  const amount = due.reduce((sum, row) => sum + row.amount - row.fee, 0);
  // What is below nought stays until later sales make up for it.
  if (amount <= 0) return;
  const created = books.seconds();
  const id = books.newId("po");
  const transaction = books.newId("txn");
  const arrival = created + DAY_SECONDS;
  books.payouts.put({ id, created, amount, currency, arrival, transaction });
  for (const row of due) books.transactions.put({ ...row, payout: id });
  const shared = { currency, fee: 0, created, source: id, payout: id };
  books.transactions.put({ ...shared, id: transaction, type: "payout", amount: -amount });
}

/** Stripe pays out by itself each day what has become available, a payout for each currency. Done when somebody looks. */
export function payOut(books: Books): void {
  const until = books.seconds() - delayOf(books);
  const due = books.transactions
    .all()
    .filter((row) => row.type !== "payout" && row.payout === undefined && row.created <= until);
  for (const currency of new Set(due.map((row) => row.currency)))
    payOutCurrency(
      books,
      currency,
      due.filter((row) => row.currency === currency),
    );
}

/** A payout in Stripe's shape: on its way for a day, then paid. */
export function renderPayout(books: Books, payout: PayoutRow): Record<string, unknown> {
  return {
    id: payout.id,
    object: "payout",
    amount: payout.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: payout.arrival,
    automatic: true,
    balance_transaction: payout.transaction,
    created: payout.created,
    currency: payout.currency,
    description: "STRIPE PAYOUT",
    destination: "ba_sandbox",
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "completed",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: books.seconds() >= payout.arrival ? "paid" : "in_transit",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
}
