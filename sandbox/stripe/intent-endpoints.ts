import { captureIntent } from "./capture-intent";
import { checkAmount } from "./check-amount";
import type { ApiCall, Endpoint } from "./guard-endpoint";
import { listPage } from "./list-page";
import { createMethod, findMethodToken } from "./create-method";
import type { Books } from "./open-books";
import type { ParamReader } from "./read-params";
import { readEmail } from "./read-session-params";
import { cancelIntent, endHoldIfDue } from "./release-hold";
import { renderIntent } from "./render-intent";
import type { StripeObject } from "./render-objects";
import type { IntentRow, MethodRow } from "./rows";
import { settleCard } from "./settle-card";
import { badParameter, noSuch, StripeError } from "./stripe-error";

const CANCELLATION_REASONS = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"] as const;

/** `/v1/payment_intents`. */
export function intentEndpoints(books: Books): Endpoint[] {
  const draw = (intent: IntentRow): StripeObject => renderIntent(books, intent);
  const find = (id: string): IntentRow => {
    const intent = endHoldIfDue(books, id);
    if (!intent) throw noSuch("payment_intent", id, "intent");
    return intent;
  };
  const root = "/v1/payment_intents";
  return [
    { method: "POST", path: root, run: ({ params }) => draw(createIntent(books, params)) },
    {
      method: "GET",
      path: root,
      run: ({ params }) => listPage({ rows: books.intents.all(), params, url: root, draw }),
    },
    { method: "GET", path: `${root}/:id`, run: ({ id }) => draw(find(id)) },
    { method: "POST", path: `${root}/:id`, run: (call) => draw(updateIntent(books, find(call.id), call)) },
    {
      method: "POST",
      path: `${root}/:id/confirm`,
      run({ id, params }) {
        const intent = find(id);
        if (intent.session !== null || intent.status !== "requires_payment_method")
          throw wrongState(books, intent);
        return draw(confirmIntent(books, intent, findMethod(books, params)));
      },
    },
    {
      method: "POST",
      path: `${root}/:id/capture`,
      run({ id, params }) {
        params.allow(["amount_to_capture", "expand", "final_capture", "metadata", "statement_descriptor"]);
        const amount = params.integer("amount_to_capture");
        const metadata = params.metadata();
        const captured = captureIntent(books, find(id).id, amount);
        return draw(books.intents.put({ ...captured, metadata: { ...captured.metadata, ...metadata } }));
      },
    },
    { method: "POST", path: `${root}/:id/cancel`, run: (call) => draw(cancel(books, find(call.id), call)) },
  ];
}

function cancel(books: Books, intent: IntentRow, { params }: ApiCall): IntentRow {
  params.allow(["cancellation_reason", "expand"]);
  const reason = params.choice("cancellation_reason", CANCELLATION_REASONS);
  if (intent.session !== null && intent.status !== "requires_capture") {
    throw new StripeError(
      intent.status === "requires_payment_method" || intent.status === "requires_action"
        ? "You cannot cancel a PaymentIntent that was created by a Checkout Session while the Session is open. Expire the Session instead."
        : `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_capture.`,
      { code: "payment_intent_unexpected_state", extra: { payment_intent: renderIntent(books, intent) } },
    );
  }
  if (intent.status === "canceled" || intent.status === "succeeded") throw wrongState(books, intent);
  return cancelIntent(books, intent, reason);
}

function createIntent(books: Books, params: ParamReader): IntentRow {
  const amount = params.requiredInteger("amount");
  const currency = params.requiredText("currency").toLowerCase();
  checkAmount(amount, currency, "amount");
  const method = params.flag("confirm") ? findMethod(books, params) : undefined;
  const captureMethod = params.choice("capture_method", ["automatic", "automatic_async", "manual"]);
  const id = books.newId("pi");
  const intent = books.intents.put({
    id,
    created: books.seconds(),
    amount,
    currency,
    status: "requires_payment_method",
    secret: books.newId(`${id}_secret`),
    session: null,
    captureMethod: captureMethod ?? "automatic_async",
    manual: captureMethod === "manual",
    metadata: params.metadata(),
    description: params.text("description"),
    receiptEmail: readEmail(params, "receipt_email"),
    statementDescriptor: params.text("statement_descriptor"),
    setupFutureUsage: params.text("setup_future_usage"),
    requestThreeDSecure: false,
    allowedMethodTypes: null,
    paymentMethodTypes: ["card"],
    paymentMethodOptions: {},
    method: null,
    charge: null,
    review: null,
    canceledAt: null,
    cancellationReason: null,
    error: null,
  });
  books.emit("payment_intent.created", renderIntent(books, intent));
  return method ? confirmIntent(books, intent, method) : intent;
}

/** Off a page nobody can answer a challenge, so a card that wants one stays at `requires_action`. */
function confirmIntent(books: Books, intent: IntentRow, method: MethodRow): IntentRow {
  if (method.behaviour === "authenticate") {
    const waiting = books.intents.put({ ...intent, status: "requires_action", method: method.id });
    books.emit("payment_intent.requires_action", renderIntent(books, waiting));
    return waiting;
  }
  const settled = settleCard(books, { intent, method, authenticated: false });
  if (!settled.error) return settled;
  throw new StripeError(settled.error.message, {
    status: 402,
    type: "card_error",
    code: settled.error.code,
    declineCode: settled.error.declineCode ?? undefined,
    extra: { payment_intent: renderIntent(books, settled) },
  });
}

function updateIntent(books: Books, intent: IntentRow, { params }: ApiCall): IntentRow {
  params.allow(["description", "expand", "metadata", "receipt_email"]);
  return books.intents.put({
    ...intent,
    metadata: { ...intent.metadata, ...params.metadata() },
    description: params.text("description") ?? intent.description,
    receiptEmail: readEmail(params, "receipt_email") ?? intent.receiptEmail,
  });
}

/** A stored method, or one of the tokens such as `pm_card_visa`. */
function findMethod(books: Books, params: ParamReader): MethodRow {
  const id = params.requiredText("payment_method");
  const known = books.methods.get(id);
  if (known) return known;
  const card = findMethodToken(id);
  if (!card) throw badParameter("payment_method", `No such PaymentMethod: '${id}'`, "resource_missing");
  const payer = { email: null, name: null, country: null };
  const nextYear = new Date(books.outside.now()).getUTCFullYear() + 1;
  return createMethod(books, { card, expMonth: 12, expYear: nextYear, payer });
}

function wrongState(books: Books, intent: IntentRow): StripeError {
  return new StripeError(
    `You cannot cancel or confirm this PaymentIntent because it has a status of ${intent.status}.`,
    { code: "payment_intent_unexpected_state", extra: { payment_intent: renderIntent(books, intent) } },
  );
}
