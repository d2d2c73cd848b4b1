import type { CardBehaviour } from "./test-cards";

/** What the sandbox keeps: compact rows, drawn in Stripe's shape only when they are asked for. Amounts in minor units. */

export interface LineItem {
  name: string;
  description: string | null;
  quantity: number;
  unitAmount: number;
}

export interface Payer {
  email: string | null;
  name: string | null;
  country: string | null;
}

export interface SessionRow {
  id: string;
  /** Seconds since the epoch, as everywhere in Stripe. */
  created: number;
  expiresAt: number;
  status: "open" | "complete" | "expired";
  currency: string;
  amount: number;
  items: LineItem[];
  metadata: Record<string, string>;
  clientReferenceId: string | null;
  customerEmail: string | null;
  payer: Payer | null;
  locale: string | null;
  submitType: string | null;
  successUrl: string;
  cancelUrl: string | null;
  /** As asked for; null when nothing was. */
  allowedMethodTypes: string[] | null;
  paymentMethodTypes: string[];
  paymentMethodOptions: object;
  /** What the PaymentIntent is made from when the buyer pays. */
  intentInput: IntentInput;
  intent: string | null;
}

export interface IntentInput {
  captureMethod: "automatic" | "automatic_async" | "manual";
  /** Whether the card is only held; per-method options win over `captureMethod`. */
  manual: boolean;
  metadata: Record<string, string>;
  description: string | null;
  receiptEmail: string | null;
  statementDescriptor: string | null;
  setupFutureUsage: string | null;
  requestThreeDSecure: boolean;
}

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export interface IntentRow extends IntentInput {
  id: string;
  created: number;
  amount: number;
  currency: string;
  status: IntentStatus;
  secret: string;
  session: string | null;
  /** As asked for; null when nothing was. */
  allowedMethodTypes: string[] | null;
  paymentMethodTypes: string[];
  paymentMethodOptions: object;
  method: string | null;
  charge: string | null;
  review: string | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  error: CardProblem | null;
}

export interface CardProblem {
  code: string;
  declineCode: string | null;
  message: string;
}

export interface ChargeRow {
  id: string;
  created: number;
  intent: string;
  method: string;
  amount: number;
  currency: string;
  status: "succeeded" | "failed";
  captured: boolean;
  amountCaptured: number;
  /** Part of the hold that was given back without ever being charged. */
  amountReleased: number;
  amountRefunded: number;
  /** Milliseconds since the epoch; null when it was charged at once or failed. */
  captureBefore: number | null;
  authenticated: boolean;
  risk: "normal" | "elevated" | "highest";
  problem: CardProblem | null;
  blocked: boolean;
  review: string | null;
  dispute: string | null;
  transaction: string | null;
  refunds: string[];
}

export interface MethodRow {
  id: string;
  created: number;
  brand: string;
  last4: string;
  country: string;
  funding: string;
  expMonth: number;
  expYear: number;
  behaviour: CardBehaviour;
  /** Set when every payment with it fails. */
  problem: CardProblem | null;
  payer: Payer;
  fingerprint: string;
}

export interface RefundRow {
  id: string;
  created: number;
  charge: string;
  intent: string;
  amount: number;
  currency: string;
  status: "pending" | "succeeded" | "failed";
  reason: string | null;
  metadata: Record<string, string>;
  failureReason: string | null;
  /** What gave the money back to us when it failed. */
  failureTransaction?: string;
  transaction: string | null;
  /** A hold given back: listed by Stripe as a refund, though no money ever moved. */
  isRelease: boolean;
}

export interface TransactionRow {
  id: string;
  created: number;
  type: "charge" | "refund" | "payment_failure_refund" | "adjustment" | "payout";
  /** In the currency that the account is paid in, as are fee and currency. */
  amount: number;
  fee: number;
  currency: string;
  source: string;
  exchangeRate?: string;
  /** The payout it is in. */
  payout?: string;
}

export interface PayoutRow {
  id: string;
  created: number;
  amount: number;
  currency: string;
  /** When it reaches the bank; seconds since the epoch. */
  arrival: number;
  transaction: string;
}

export interface DisputeRow {
  id: string;
  created: number;
  charge: string;
  intent: string;
  amount: number;
  currency: string;
  status: string;
  reason: string;
  /** How often evidence came in. */
  submissions?: number;
  /** As it came in, field by field. */
  evidence?: Record<string, string>;
  /** Until when it is taken; seconds since the epoch. */
  dueBy?: number;
}

export interface FraudWarningRow {
  id: string;
  created: number;
  charge: string;
  intent: string;
  fraudType: string;
}

export interface ReviewRow {
  id: string;
  created: number;
  charge: string;
  intent: string;
  open: boolean;
  reason: string;
  closedReason: string | null;
}

export interface EventRow {
  id: string;
  created: number;
  type: string;
  /** The whole event as JSON, exactly as it was signed and sent. */
  body: string;
}

/** A page of 3-D Secure the buyer has been sent to. */
export interface ChallengeRow {
  id: string;
  session: string;
  intent: string;
  method: string;
}
