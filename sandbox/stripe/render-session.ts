import type { SessionRow } from "./rows";

/** A Checkout Session in Stripe's shape; the page's address is on the sandbox's own port. */
export function renderSession(session: SessionRow, port: number): Record<string, unknown> {
  const payer = session.payer;
  const paid = session.status === "complete" && !session.intentInput.manual;
  return {
    id: session.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: session.allowedMethodTypes ?? null,
    amount_subtotal: session.amount,
    amount_total: session.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: session.created,
    currency: session.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: "if_required",
    customer_details: payer
      ? {
          address: {
            city: null,
            country: payer.country,
            line1: null,
            line2: null,
            postal_code: null,
            state: null,
          },
          business_name: null,
          email: payer.email,
          individual_name: null,
          name: payer.name,
          phone: null,
          tax_exempt: "none",
          tax_ids: [],
        }
      : session.customerEmail === null
        ? null
        : {
            address: null,
            business_name: null,
            email: session.customerEmail,
            individual_name: null,
            name: null,
            phone: null,
            tax_exempt: "none",
            tax_ids: null,
          },
    customer_email: session.customerEmail,
    discounts: [],
    expires_at: session.expiresAt,
    invoice: null,
    invoice_creation: { enabled: false },
    livemode: false,
    locale: session.locale,
    metadata: session.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent: session.intent,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: session.paymentMethodOptions,
    payment_method_types: session.paymentMethodTypes,
    payment_status: paid ? "paid" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: session.status,
    submit_type: session.submitType,
    subscription: null,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: session.status === "open" ? `http://127.0.0.1:${port}/c/pay/${session.id}` : null,
    wallet_options: null,
  };
}

/** The list behind `expand[]=line_items`. */
export function renderLineItems(session: SessionRow): Record<string, unknown> {
  return {
    object: "list",
    data: session.items.map((item, index) => ({
      id: `li_${session.id.slice(8, 28)}${index}`,
      object: "item",
      amount_discount: 0,
      amount_subtotal: item.unitAmount * item.quantity,
      amount_tax: 0,
      amount_total: item.unitAmount * item.quantity,
      currency: session.currency,
      description: item.name,
      metadata: {},
      quantity: item.quantity,
    })),
    has_more: false,
    url: `/v1/checkout/sessions/${session.id}/line_items`,
  };
}
