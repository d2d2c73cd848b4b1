import { createMethod } from "./create-method";
import type { Books } from "./open-books";
import { renderIntent } from "./render-intent";
import { renderSession } from "./render-session";
import type { CardProblem, ChallengeRow, IntentRow, MethodRow, Payer, SessionRow } from "./rows";
import { settleCard } from "./settle-card";
import type { TestCard } from "./test-cards";

export interface TypedCard {
  card: TestCard;
  expMonth: number;
  expYear: number;
  payer: Payer;
}

export type PayResult =
  | { kind: "paid"; session: SessionRow }
  | { kind: "declined"; problem: CardProblem }
  | { kind: "challenge"; challenge: ChallengeRow };

const NOT_AUTHENTICATED: CardProblem = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/** The buyer pressed Pay on an open Session. */
export function paySession(books: Books, session: SessionRow, typed: TypedCard): PayResult {
  const method = createMethod(books, typed);
  const isNew = session.intent === null;
  const intent = intentOf(books, session, typed.payer);
  const withIntent = isNew ? books.sessions.put({ ...session, intent: intent.id }) : session;
  const born = renderIntent(books, intent);
  const announce = (): void => {
    if (isNew) books.emit("payment_intent.created", born);
  };
  const wantsChallenge = method.behaviour === "authenticate" || intent.requestThreeDSecure;
  if (!wantsChallenge) return settle(books, withIntent, { intent, method, announce, authenticated: false });
  announce();
  const challenge = books.challenges.put({
    id: books.newId("chal"),
    session: session.id,
    intent: intent.id,
    method: method.id,
  });
  const waiting = books.intents.put({ ...intent, status: "requires_action", method: method.id });
  books.emit("payment_intent.requires_action", renderIntent(books, waiting));
  return { kind: "challenge", challenge };
}

/** The buyer answered the bank's question. */
export function answerChallenge(
  books: Books,
  session: SessionRow,
  answer: { challenge: ChallengeRow; passed: boolean },
): PayResult {
  const intent = books.intents.get(answer.challenge.intent);
  const method = books.methods.get(answer.challenge.method);
  if (!intent || !method) throw new Error(`Challenge ${answer.challenge.id} lost its payment`);
  books.challenges.remove(answer.challenge.id);
  if (answer.passed) {
    return settle(books, session, { intent, method, announce: () => undefined, authenticated: true });
  }
  const failed = books.intents.put({
    ...intent,
    status: "requires_payment_method",
    method: null,
    error: NOT_AUTHENTICATED,
  });
  books.emit("payment_intent.payment_failed", renderIntent(books, failed));
  return { kind: "declined", problem: NOT_AUTHENTICATED };
}

interface Settling {
  intent: IntentRow;
  method: MethodRow;
  authenticated: boolean;
  announce(): void;
}

function settle(books: Books, session: SessionRow, settling: Settling): PayResult {
  const { intent, method, authenticated, announce } = settling;
  const done: { session?: SessionRow } = {};
  const settled = settleCard(books, {
    intent,
    method,
    authenticated,
    beforeEvents() {
      const complete = books.sessions.put({ ...session, status: "complete", payer: method.payer });
      done.session = complete;
      // First of all events, since it is the one a shop waits for.
      books.emit("checkout.session.completed", renderSession(complete, books.outside.settings.port));
      announce();
    },
  });
  if (done.session) return { kind: "paid", session: done.session };
  announce();
  return { kind: "declined", problem: settled.error ?? NOT_AUTHENTICATED };
}

function intentOf(books: Books, session: SessionRow, payer: Payer): IntentRow {
  const known = session.intent === null ? undefined : books.intents.get(session.intent);
  if (known) return known;
  const id = books.newId("pi");
  return books.intents.put({
    ...session.intentInput,
    id,
    created: books.seconds(),
    amount: session.amount,
    currency: session.currency,
    status: "requires_payment_method",
    secret: books.newId(`${id}_secret`),
    session: session.id,
    receiptEmail: session.intentInput.receiptEmail ?? payer.email,
    allowedMethodTypes: session.allowedMethodTypes,
    paymentMethodTypes: session.paymentMethodTypes,
    paymentMethodOptions: session.paymentMethodOptions,
    method: null,
    charge: null,
    review: null,
    canceledAt: null,
    cancellationReason: null,
    error: null,
  });
}
