import type { Books } from "./open-books";
import type { ChargeRow, MethodRow, Payer } from "./rows";

const RISK_SCORE = { normal: 12, elevated: 68, highest: 91 } as const;

/** A Charge in Stripe's shape. */
export function renderCharge(books: Books, charge: ChargeRow): Record<string, unknown> {
  const method = books.methods.get(charge.method);
  const intent = books.intents.get(charge.intent);
  const back = charge.amountReleased + charge.amountRefunded;
  const paid = charge.status === "succeeded";
  return {
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: back,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.transaction,
    billing_details: billingOf(method?.payer),
    calculated_statement_descriptor: "SANDBOX",
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    customer: null,
    description: intent?.description ?? null,
    disputed: charge.dispute !== null,
    failure_balance_transaction: null,
    failure_code: charge.problem?.code ?? null,
    failure_message: charge.problem?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent?.metadata ?? {},
    on_behalf_of: null,
    outcome: outcomeOf(charge),
    paid,
    payment_intent: charge.intent,
    payment_method: charge.method,
    payment_method_details: { card: method ? cardDetails(charge, method) : {}, type: "card" },
    receipt_email: intent?.receiptEmail ?? null,
    receipt_number: null,
    receipt_url: null,
    refunded: paid && back >= charge.amount,
    review: charge.review,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent?.statementDescriptor ?? null,
    statement_descriptor_suffix: null,
    status: charge.status,
    transfer_data: null,
    transfer_group: null,
  };
}

/** A PaymentMethod in Stripe's shape. */
export function renderMethod(method: MethodRow): Record<string, unknown> {
  return {
    id: method.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: billingOf(method.payer),
    card: {
      ...cardFace(method),
      display_brand: method.brand,
      generated_from: null,
      networks: { available: [method.brand], preferred: null },
      three_d_secure_usage: { supported: true },
    },
    created: method.created,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

function cardFace(method: MethodRow): Record<string, unknown> {
  const wrongCode = method.problem?.code === "incorrect_cvc" || method.behaviour === "wrong-code";
  return {
    brand: method.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: wrongCode ? "fail" : "pass",
    },
    country: method.country,
    exp_month: method.expMonth,
    exp_year: method.expYear,
    fingerprint: method.fingerprint,
    funding: method.funding,
    last4: method.last4,
    regulated_status: "unregulated",
    wallet: null,
  };
}

function cardDetails(charge: ChargeRow, method: MethodRow): Record<string, unknown> {
  return {
    ...cardFace(method),
    amount_authorized: charge.status === "succeeded" ? charge.amount : null,
    authorization_code: charge.status === "succeeded" ? "123456" : null,
    ...(charge.captureBefore !== null &&
      !charge.captured && { capture_before: Math.floor(charge.captureBefore / 1000) }),
    extended_authorization: { status: "disabled" },
    incremental_authorization: { status: "unavailable" },
    installments: null,
    mandate: null,
    multicapture: { status: "unavailable" },
    network: method.brand,
    network_token: { used: false },
    network_transaction_id: charge.id.slice(-15),
    overcapture: { maximum_amount_capturable: charge.amount, status: "unavailable" },
    three_d_secure: charge.authenticated
      ? {
          authentication_flow: "challenge",
          electronic_commerce_indicator: "05",
          exemption_indicator: null,
          result: "authenticated",
          result_reason: null,
          transaction_id: null,
          version: "2.2.0",
        }
      : null,
    transaction_link_id: null,
  };
}

function outcomeOf(charge: ChargeRow): Record<string, unknown> {
  const base = { advice_code: null, network_advice_code: null, network_decline_code: null };
  const risk = { risk_level: charge.risk, risk_score: RISK_SCORE[charge.risk] };
  if (charge.blocked) {
    return {
      ...base,
      ...risk,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      rule: "block_if_high_risk",
      seller_message: "Stripe blocked this payment as too risky.",
      type: "blocked",
    };
  }
  if (charge.problem) {
    const reason = charge.problem.declineCode ?? charge.problem.code;
    return {
      ...base,
      ...risk,
      network_status: "declined_by_network",
      reason,
      seller_message: `The bank returned the decline code \`${reason}\`.`,
      type: "issuer_declined",
    };
  }
  const inReview = charge.risk === "elevated";
  return {
    ...base,
    ...risk,
    network_status: "approved_by_network",
    reason: inReview ? "elevated_risk_level" : null,
    ...(inReview && { rule: "manual_review_if_elevated_risk" }),
    seller_message: inReview
      ? "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue."
      : "Payment complete.",
    type: inReview ? "manual_review" : "authorized",
  };
}

function billingOf(payer: Payer | undefined): Record<string, unknown> {
  return {
    address: {
      city: null,
      country: payer?.country ?? null,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    email: payer?.email ?? null,
    name: payer?.name ?? null,
    phone: null,
    tax_id: null,
  };
}
