import type { Books } from "./open-books";
import { renderCharge } from "./render-charge";
import { renderIntent } from "./render-intent";
import { renderRefund, renderReview } from "./render-objects";
import type { ChargeRow, IntentRow, RefundRow } from "./rows";

/** Gives the whole hold back, or closes an intent that never held anything. */
export function cancelIntent(books: Books, intent: IntentRow, reason: string | null): IntentRow {
  const charge = intent.charge === null ? undefined : books.charges.get(intent.charge);
  const held = intent.status === "requires_capture" ? charge : undefined;
  const canceled = books.intents.put({
    ...intent,
    status: "canceled",
    canceledAt: books.seconds(),
    cancellationReason: reason,
  });
  const release = held && releasePart(books, held, held.amount);
  books.emit("payment_intent.canceled", renderIntent(books, canceled));
  if (release) {
    books.emit("charge.refunded", renderCharge(books, release.charge));
    books.emit("refund.created", renderRefund(release.refund));
  }
  closeReview(books, intent.review, "canceled");
  return canceled;
}

/** Stripe lists what was never captured as a refund of kind "reversal", though no money moves. */
export function releasePart(
  books: Books,
  charge: ChargeRow,
  amount: number,
): { charge: ChargeRow; refund: RefundRow } {
  const refund = books.refunds.put({
    id: books.newId("re"),
    created: books.seconds(),
    charge: charge.id,
    intent: charge.intent,
    amount,
    currency: charge.currency,
    status: "succeeded",
    reason: null,
    metadata: {},
    failureReason: null,
    transaction: null,
    isRelease: true,
  });
  const released = books.charges.put({
    ...charge,
    amountReleased: amount,
    refunds: [...charge.refunds, refund.id],
  });
  return { charge: released, refund };
}

/** At `capture_before` the bank drops the hold and Stripe cancels the intent; also called for holds at start. */
export function planHoldEnd(books: Books, charge: ChargeRow): void {
  if (charge.captureBefore === null || charge.captured) return;
  books.outside.later(charge.captureBefore - books.outside.now() + 1, () => {
    const intent = endHoldIfDue(books, charge.intent);
    // Timers may run a moment early by the clock, and clocks may be set.
    if (intent?.status === "requires_capture") planHoldEnd(books, charge);
  });
}

/** Returns the intent as it stands after its hold may have run out. */
export function endHoldIfDue(books: Books, intentId: string): IntentRow | undefined {
  const intent = books.intents.get(intentId);
  const charge = intent?.charge ? books.charges.get(intent.charge) : undefined;
  const due = charge?.captureBefore != null && charge.captureBefore <= books.outside.now();
  if (!intent || !charge || intent.status !== "requires_capture" || !due) return intent;
  return loseHold(books, intent, charge);
}

/** The hold is gone without anybody having asked for it. */
export function loseHold(books: Books, intent: IntentRow, charge: ChargeRow): IntentRow {
  const released = books.charges.put({ ...charge, amountReleased: charge.amount });
  const canceled = books.intents.put({
    ...intent,
    status: "canceled",
    canceledAt: books.seconds(),
    cancellationReason: "automatic",
  });
  books.emit("charge.expired", renderCharge(books, released));
  books.emit("payment_intent.canceled", renderIntent(books, canceled));
  closeReview(books, intent.review, "payment_never_settled");
  return canceled;
}

export function closeReview(books: Books, reviewId: string | null, closedReason: string): void {
  const review = reviewId === null ? undefined : books.reviews.get(reviewId);
  if (!review?.open) return;
  const closed = books.reviews.put({ ...review, open: false, closedReason });
  books.emit("review.closed", renderReview(closed));
}
