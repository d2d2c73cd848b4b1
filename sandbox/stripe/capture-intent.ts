import { bookCharge } from "./book-transaction";
import { checkAmount } from "./check-amount";
import type { Books } from "./open-books";
import { planDispute } from "./open-dispute";
import { endHoldIfDue, loseHold, releasePart } from "./release-hold";
import { renderCharge } from "./render-charge";
import { renderIntent } from "./render-intent";
import type { ChargeRow, IntentRow } from "./rows";
import { StripeError } from "./stripe-error";

/** Captures `amount` (all of it when null) and releases the rest; throws StripeError when that cannot be. */
export function captureIntent(books: Books, intentId: string, amount: number | null): IntentRow {
  const intent = endHoldIfDue(books, intentId);
  const charge = intent?.charge ? books.charges.get(intent.charge) : undefined;
  if (!intent || !charge || intent.status !== "requires_capture") throw wrongState(books, intent);
  const captured = amount ?? intent.amount;
  if (captured > intent.amount) {
    throw new StripeError(
      `The remaining amount which can be captured for this PaymentIntent is ${intent.amount}, but you tried to capture ${captured}.`,
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
  checkAmount(captured, intent.currency, "amount_to_capture");
  if (books.methods.get(charge.method)?.behaviour === "capture-fails")
    throw holdIsGone(books, intent, charge);

  const kept: ChargeRow = { ...charge, captured: true, amountCaptured: captured };
  const booked = { ...kept, transaction: bookCharge(books, kept).id };
  const rest = intent.amount - captured;
  const settled = rest > 0 ? releasePart(books, booked, rest).charge : books.charges.put(booked);
  const succeeded = books.intents.put({ ...intent, status: "succeeded" });
  books.emit("charge.captured", renderCharge(books, settled));
  books.emit("payment_intent.succeeded", renderIntent(books, succeeded));
  planDispute(books, settled);
  return succeeded;
}

function wrongState(books: Books, intent: IntentRow | undefined): StripeError {
  const status = intent?.status ?? "unknown";
  return new StripeError(
    `This PaymentIntent could not be captured because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    {
      code: "payment_intent_unexpected_state",
      extra: intent && { payment_intent: renderIntent(books, intent) },
    },
  );
}

function holdIsGone(books: Books, intent: IntentRow, charge: ChargeRow): StripeError {
  const canceled = loseHold(books, intent, charge);
  return new StripeError("This charge cannot be captured because its authorization has expired.", {
    code: "charge_expired_for_capture",
    extra: { payment_intent: renderIntent(books, canceled) },
  });
}
