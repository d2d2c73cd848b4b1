import { bookFailedRefund, bookRefund } from "./book-transaction";
import { formatAmount } from "./check-amount";
import type { Books } from "./open-books";
import { renderCharge } from "./render-charge";
import { renderRefund } from "./render-objects";
import type { ChargeRow, RefundRow } from "./rows";
import { StripeError } from "./stripe-error";

const SETTLES_AFTER_MS = 5_000;

interface RefundInput {
  charge: ChargeRow;
  /** Everything that is left when null. */
  amount: number | null;
  reason: string | null;
  metadata: Record<string, string>;
}

/** Gives captured money back; throws StripeError when there is none or not that much. */
export function refundCharge(books: Books, input: RefundInput): RefundRow {
  const { charge } = input;
  const left = charge.amountCaptured - charge.amountRefunded;
  const amount = input.amount ?? left;
  if (charge.dispute !== null) {
    throw new StripeError(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  }
  if (left <= 0) {
    throw new StripeError(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  }
  if (amount < 1) throw new StripeError("Invalid positive integer", { param: "amount" });
  if (amount > left) {
    throw new StripeError(
      `Refund amount (${formatAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, charge.currency)})`,
      { param: "amount" },
    );
  }
  const pending = books.methods.get(charge.method)?.behaviour === "refund-pending";
  const draft: RefundRow = {
    id: books.newId("re"),
    created: books.seconds(),
    charge: charge.id,
    intent: charge.intent,
    amount,
    currency: charge.currency,
    status: pending ? "pending" : "succeeded",
    reason: input.reason,
    metadata: input.metadata,
    failureReason: null,
    transaction: null,
    isRelease: false,
  };
  const refund = books.refunds.put({ ...draft, transaction: bookRefund(books, draft).id });
  const refunded = books.charges.put({
    ...charge,
    amountRefunded: charge.amountRefunded + amount,
    refunds: [...charge.refunds, refund.id],
  });
  books.emit("charge.refunded", renderCharge(books, refunded));
  books.emit("refund.created", renderRefund(refund));
  planRefundEnd(books, refund);
  return refund;
}

/** Refunds to two of the test cards change later; also called for open ones at start. */
export function planRefundEnd(books: Books, refund: RefundRow): void {
  const charge = books.charges.get(refund.charge);
  const behaviour = charge && books.methods.get(charge.method)?.behaviour;
  const ends =
    (behaviour === "refund-pending" && refund.status === "pending") ||
    (behaviour === "refund-fails" && refund.status === "succeeded" && !refund.isRelease);
  if (!ends) return;
  books.outside.later(books.outside.scaled(SETTLES_AFTER_MS), () =>
    behaviour === "refund-fails" ? failRefund(books, refund.id) : finishRefund(books, refund.id),
  );
}

function finishRefund(books: Books, refundId: string): void {
  const refund = books.refunds.get(refundId);
  if (refund?.status !== "pending") return;
  const finished = books.refunds.put({ ...refund, status: "succeeded" });
  books.emit("refund.updated", renderRefund(finished));
  books.emit("charge.refund.updated", renderRefund(finished));
}

function failRefund(books: Books, refundId: string): void {
  const refund = books.refunds.get(refundId);
  const charge = refund && books.charges.get(refund.charge);
  if (!charge || refund.status !== "succeeded") return;
  const failed = books.refunds.put({
    ...refund,
    status: "failed",
    failureReason: "expired_or_canceled_card",
    failureTransaction: bookFailedRefund(books, refund).id,
  });
  books.charges.put({ ...charge, amountRefunded: charge.amountRefunded - refund.amount });
  books.emit("refund.failed", renderRefund(failed));
  books.emit("refund.updated", renderRefund(failed));
  books.emit("charge.refund.updated", renderRefund(failed));
}
