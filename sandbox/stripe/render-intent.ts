import type { Books } from "./open-books";
import { renderMethod } from "./render-charge";
import type { IntentRow } from "./rows";

/** A PaymentIntent in Stripe's shape. */
export function renderIntent(books: Books, intent: IntentRow): Record<string, unknown> {
  const charge = intent.charge === null ? undefined : books.charges.get(intent.charge);
  const method = intent.method === null ? undefined : books.methods.get(intent.method);
  const held = intent.status === "requires_capture";
  return {
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: intent.allowedMethodTypes ?? null,
    amount: intent.amount,
    amount_capturable: held ? intent.amount : 0,
    amount_details: { tip: {} },
    amount_received: intent.status === "succeeded" ? (charge?.amountCaptured ?? 0) : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.secret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: intent.currency,
    customer: null,
    customer_account: null,
    description: intent.description,
    excluded_payment_method_types: null,
    last_payment_error: intent.error && {
      ...(intent.charge && { charge: intent.charge }),
      code: intent.error.code,
      ...(intent.error.declineCode && { decline_code: intent.error.declineCode }),
      doc_url: `https://stripe.com/docs/error-codes/${intent.error.code.replaceAll("_", "-")}`,
      message: intent.error.message,
      ...(charge && { payment_method: failedMethod(books, charge.method) }),
      type:
        intent.error.code === "payment_intent_authentication_failure"
          ? "invalid_request_error"
          : "card_error",
    },
    latest_charge: intent.charge,
    livemode: false,
    metadata: intent.metadata,
    next_action:
      intent.status === "requires_action"
        ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } }
        : null,
    on_behalf_of: null,
    payment_method: intent.status === "requires_payment_method" ? null : (method?.id ?? null),
    payment_method_configuration_details: null,
    payment_method_options: intent.paymentMethodOptions,
    payment_method_types: intent.paymentMethodTypes,
    processing: null,
    receipt_email: intent.receiptEmail,
    review: intent.review,
    setup_future_usage: intent.setupFutureUsage,
    shipping: null,
    source: null,
    statement_descriptor: intent.statementDescriptor,
    statement_descriptor_suffix: null,
    status: intent.status,
    transfer_data: null,
    transfer_group: null,
  };
}

function failedMethod(books: Books, id: string): Record<string, unknown> | undefined {
  const method = books.methods.get(id);
  return method && renderMethod(method);
}
