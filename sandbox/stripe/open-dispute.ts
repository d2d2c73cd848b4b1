import { bookDispute } from "./book-transaction";
import type { Books } from "./open-books";
import { planDisputeEnd } from "./settle-dispute";
import { renderDispute, renderFraudWarning } from "./render-dispute";
import type { ChargeRow } from "./rows";

const DISPUTED_AFTER_MS = 5_000;
/** Days in which evidence is taken. */
const ANSWER_MS = 7 * 86_400_000;

/** Cards of the dispute kind are disputed a little after money was taken, others warned of; also called for such charges at start. */
export function planDispute(books: Books, charge: ChargeRow): void {
  const behaviour = books.methods.get(charge.method)?.behaviour;
  if (behaviour !== "disputed" && behaviour !== "warned") return;
  books.outside.later(books.outside.scaled(DISPUTED_AFTER_MS), () =>
    behaviour === "disputed" ? openDispute(books, charge.id) : warnOfFraud(books, charge.id),
  );
}

function openDispute(books: Books, chargeId: string): void {
  const charge = books.charges.get(chargeId);
  if (!charge?.captured || charge.dispute !== null) return;
  const dispute = books.disputes.put({
    id: books.newId("dp"),
    created: books.seconds(),
    charge: charge.id,
    intent: charge.intent,
    amount: charge.amountCaptured,
    currency: charge.currency,
    status: "needs_response",
    reason: "fraudulent",
    dueBy: books.seconds() + Math.ceil(books.outside.scaled(ANSWER_MS) / 1000),
    evidence: {},
    submissions: 0,
  });
  books.charges.put({ ...charge, dispute: dispute.id });
  bookDispute(books, dispute);
  books.emit("charge.dispute.created", renderDispute(books, dispute));
  books.emit("charge.dispute.funds_withdrawn", renderDispute(books, dispute));
  planDisputeEnd(books, dispute);
}

/** The card's network suspects fraud before the cardholder has said a word; no money moves. */
function warnOfFraud(books: Books, chargeId: string): void {
  const charge = books.charges.get(chargeId);
  if (!charge?.captured) return;
  if (books.fraudWarnings.all().some((warning) => warning.charge === chargeId)) return;
  const warning = books.fraudWarnings.put({
    id: books.newId("issfr"),
    created: books.seconds(),
    charge: charge.id,
    intent: charge.intent,
    fraudType: "unauthorized_use_of_card",
  });
  books.emit("radar.early_fraud_warning.created", renderFraudWarning(books, warning));
}
