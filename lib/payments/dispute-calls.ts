import type Stripe from "stripe";
import type { Money } from "@/lib/core/money";
import { moneyOf, read, tell, type Told } from "./ask-stripe";

/** A dispute as Stripe tells it now. Times are seconds since the epoch. */
export interface DisputeTruth {
  id: string;
  amount: Money;
  reason: string;
  /** `needs_response`, `under_review`, `won`, `lost`, `warning_needs_response`, … */
  status: string;
  dueBy: number | null;
  submissions: number;
  created: number;
}

/** What the card's network warned of. */
export interface FraudWarningTruth {
  id: string;
  fraudType: string;
  actionable: boolean;
  created: number;
}

/** What the cardholder's bank is shown. */
export interface Evidence {
  customerEmail: string;
  customerIp: string | null;
  productDescription: string;
  /** ISO date of the delivery. */
  serviceDate: string | null;
  /** Everything else as plain text. */
  text: string;
}

export interface DisputeCalls {
  /** @throws StripeUnreachable when Stripe does not say */
  readDisputes(paymentIntentId: string): Promise<DisputeTruth[]>;
  /** @throws StripeUnreachable when Stripe does not say */
  readFraudWarnings(paymentIntentId: string): Promise<FraudWarningTruth[]>;
  /** Hands the evidence to the bank; banks read it once, so this is for good. */
  submitEvidence(disputeId: string, evidence: Evidence, key: string): Promise<Told<DisputeTruth>>;
}

const disputeOf = (dispute: Stripe.Dispute): DisputeTruth => ({
  id: dispute.id,
  amount: moneyOf(dispute.amount, dispute.currency),
  reason: dispute.reason,
  status: dispute.status,
  dueBy: dispute.evidence_details.due_by,
  submissions: dispute.evidence_details.submission_count,
  created: dispute.created,
});

const warningOf = (warning: Stripe.Radar.EarlyFraudWarning): FraudWarningTruth => ({
  id: warning.id,
  fraudType: warning.fraud_type,
  actionable: warning.actionable,
  created: warning.created,
});

const evidenceParams = (evidence: Evidence): Stripe.DisputeUpdateParams.Evidence => ({
  customer_email_address: evidence.customerEmail,
  ...(evidence.customerIp ? { customer_purchase_ip: evidence.customerIp } : {}),
  product_description: evidence.productDescription,
  ...(evidence.serviceDate ? { service_date: evidence.serviceDate } : {}),
  uncategorized_text: evidence.text,
});

/** Stripe's disputes and early fraud warnings. */
export function disputeCallsOf(stripe: Stripe): DisputeCalls {
  return {
    readDisputes: (paymentIntentId) =>
      read(async () =>
        (await stripe.disputes.list({ payment_intent: paymentIntentId, limit: 100 })).data.map(disputeOf),
      ),
    readFraudWarnings: (paymentIntentId) =>
      read(async () => {
        const warnings = await stripe.radar.earlyFraudWarnings.list({
          payment_intent: paymentIntentId,
          limit: 100,
        });
        return warnings.data.map(warningOf);
      }),
    submitEvidence: (disputeId, evidence, key) =>
      tell(async () =>
        disputeOf(
          await stripe.disputes.update(
            disputeId,
            { evidence: evidenceParams(evidence), submit: true },
            { idempotencyKey: key },
          ),
        ),
      ),
  };
}
