import type { Books } from "./open-books";
import type { DisputeRow, FraudWarningRow } from "./rows";
import type { StripeObject } from "./stripe-object";

/** What evidence may be made of; what was not handed in is null. */
export const EVIDENCE_FIELDS = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "uncategorized_text",
] as const;

export function renderDispute(books: Books, dispute: DisputeRow): StripeObject {
  const { evidence = {}, submissions = 0, dueBy = dispute.created + 7 * 86_400 } = dispute;
  const card = books.methods.get(books.charges.get(dispute.charge)?.method ?? "");
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: [],
    charge: dispute.charge,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: Object.fromEntries(EVIDENCE_FIELDS.map((field) => [field, evidence[field] ?? null])),
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: Object.keys(evidence).length > 0,
      past_due: books.seconds() > dueBy,
      submission_count: submissions,
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: dispute.intent,
    payment_method_details: {
      card: { brand: card?.brand ?? "visa", case_type: "chargeback", network_reason_code: "10.4" },
      type: "card",
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}

/** Nothing can be done about a warning any more once its charge was refunded or disputed. */
export function renderFraudWarning(books: Books, warning: FraudWarningRow): StripeObject {
  const charge = books.charges.get(warning.charge);
  const over = !charge || charge.dispute !== null || charge.amountRefunded >= charge.amountCaptured;
  return {
    id: warning.id,
    object: "radar.early_fraud_warning",
    actionable: !over,
    charge: warning.charge,
    created: warning.created,
    fraud_type: warning.fraudType,
    livemode: false,
    payment_intent: warning.intent,
  };
}
