import type { Books } from "./open-books";
import { renderCharge } from "./render-charge";
import { renderIntent } from "./render-intent";
import { renderReview } from "./render-objects";
import type { CardProblem, ChargeRow, IntentRow, MethodRow } from "./rows";
import { bookCharge } from "./book-transaction";
import { planDispute } from "./open-dispute";
import { planHoldEnd } from "./release-hold";

/** Days a hold lasts for cards that a buyer types in online. */
const HOLD_MS = 7 * 86_400_000;

const BLOCKED: CardProblem = {
  code: "card_declined",
  declineCode: "fraudulent",
  message: "Your card was declined.",
};

interface CardTry {
  intent: IntentRow;
  method: MethodRow;
  authenticated: boolean;
  /** Runs when all rows are written and before the events leave; for the Session's own change. */
  beforeEvents?(intent: IntentRow): void;
}

/** Asks the card's bank: the intent ends held, paid, or back at `requires_payment_method` with `error` set. */
export function settleCard(books: Books, attempt: CardTry): IntentRow {
  const { method } = attempt;
  const blocked = method.behaviour === "blocked";
  const problem = blocked ? BLOCKED : method.problem;
  return problem ? decline(books, { ...attempt, problem, blocked }) : authorise(books, attempt);
}

function decline(books: Books, attempt: CardTry & { problem: CardProblem; blocked: boolean }): IntentRow {
  const { problem, blocked } = attempt;
  const charge = books.charges.put({
    ...newCharge(books, attempt),
    status: "failed",
    problem,
    blocked,
    risk: blocked ? "highest" : "normal",
  });
  const intent = books.intents.put({
    ...attempt.intent,
    status: "requires_payment_method",
    charge: charge.id,
    method: null,
    error: problem,
  });
  books.emit("charge.failed", renderCharge(books, charge));
  books.emit("payment_intent.payment_failed", renderIntent(books, intent));
  return intent;
}

function authorise(books: Books, attempt: CardTry): IntentRow {
  const { method } = attempt;
  const manual = attempt.intent.manual;
  const elevated = method.behaviour === "elevated";
  const draft: ChargeRow = {
    ...newCharge(books, attempt),
    captured: !manual,
    amountCaptured: manual ? 0 : attempt.intent.amount,
    captureBefore: manual ? books.outside.now() + books.outside.scaled(HOLD_MS) : null,
    risk: elevated ? "elevated" : "normal",
  };
  const review = elevated ? openReview(books, draft) : null;
  const charge = books.charges.put({
    ...draft,
    review,
    transaction: manual ? null : bookCharge(books, draft).id,
  });
  const intent = books.intents.put({
    ...attempt.intent,
    status: manual ? "requires_capture" : "succeeded",
    charge: charge.id,
    method: method.id,
    review,
    error: null,
  });
  attempt.beforeEvents?.(intent);
  books.emit("charge.succeeded", renderCharge(books, charge));
  books.emit(
    manual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded",
    renderIntent(books, intent),
  );
  const reviewRow = review === null ? undefined : books.reviews.get(review);
  if (reviewRow) books.emit("review.opened", renderReview(reviewRow));
  if (manual) planHoldEnd(books, charge);
  else planDispute(books, charge);
  return intent;
}

function openReview(books: Books, charge: ChargeRow): string {
  const review = books.reviews.put({
    id: books.newId("prv"),
    created: books.seconds(),
    charge: charge.id,
    intent: charge.intent,
    open: true,
    reason: "rule",
    closedReason: null,
  });
  return review.id;
}

function newCharge(books: Books, { intent, method, authenticated }: CardTry): ChargeRow {
  return {
    id: books.newId("ch"),
    created: books.seconds(),
    intent: intent.id,
    method: method.id,
    amount: intent.amount,
    currency: intent.currency,
    status: "succeeded",
    captured: false,
    amountCaptured: 0,
    amountReleased: 0,
    amountRefunded: 0,
    captureBefore: null,
    authenticated,
    risk: "normal",
    problem: null,
    blocked: false,
    review: null,
    dispute: null,
    transaction: null,
    refunds: [],
  };
}
