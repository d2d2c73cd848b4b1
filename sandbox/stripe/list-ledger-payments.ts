import type { LedgerPayment } from "../control/read-ledger";
import type { Books } from "./open-books";
import type { IntentRow } from "./rows";

/** What happened to each payment's money, told from the card's side. */
export function listLedgerPayments(books: Books): LedgerPayment[] {
  return books.intents.all().map((intent) => tell(books, intent));
}

function tell(books: Books, intent: IntentRow): LedgerPayment {
  const charge = intent.charge === null ? undefined : books.charges.get(intent.charge);
  const taken = charge?.status === "succeeded" ? charge : undefined;
  return {
    paymentIntent: intent.id,
    metadata: intent.metadata,
    currency: intent.currency.toUpperCase(),
    amount: intent.amount,
    authorised: taken?.amount ?? 0,
    captured: taken?.amountCaptured ?? 0,
    released: taken?.amountReleased ?? 0,
    refunded: taken?.amountRefunded ?? 0,
    status: intent.status,
    at: new Date(intent.created * 1000).toISOString(),
  };
}
