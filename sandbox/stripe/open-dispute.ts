import { bookDispute } from "./book-transaction";
import type { Books } from "./open-books";
import { renderDispute } from "./render-objects";
import type { ChargeRow } from "./rows";

const DISPUTED_AFTER_MS = 5_000;

/** Cards of the dispute kind are disputed a little after money was taken; also called for such charges at start. */
export function planDispute(books: Books, charge: ChargeRow): void {
  if (books.methods.get(charge.method)?.behaviour !== "disputed") return;
  books.outside.later(books.outside.scaled(DISPUTED_AFTER_MS), () => openDispute(books, charge.id));
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
  });
  books.charges.put({ ...charge, dispute: dispute.id });
  bookDispute(books, charge, dispute.id);
  books.emit("charge.dispute.created", renderDispute(dispute));
  books.emit("charge.dispute.funds_withdrawn", renderDispute(dispute));
}
