import type { Micros, Money } from "@/lib/core/money";
import type { ProductKind } from "./provider-names";

export interface LookupAnswer {
  providerOperatorId: string;
  name: string;
  country: string;
  /** Of the kinds that they sell of this operator, those that the number takes, where they say so: the others are not offered for it. */
  supports?: ProductKind[];
}
export type LookupFailure = "no-operator" | "unsupported" | "unavailable";

export interface ProviderPromotion {
  promotionId: string;
  providerOperatorId: string;
  title: string;
  /** Plain text: markup removed. */
  description: string;
  startsAt: Date;
  endsAt: Date;
  appliesTo: string;
}

/** A webhook after its signature was checked: a hint whose truth is then fetched. */
export interface WebhookHint {
  eventId: string;
  type: string;
  reference?: string;
  providerReference?: string;
}
export interface WebhookRequest {
  headers: Record<string, string | undefined>;
  rawBody: string;
  /** Path and query it was sent to: proof of its sender where they sign nothing. */
  url?: string;
}

export interface StatementLine {
  reference?: string;
  providerReference: string;
  number?: string;
  /** What the subscriber got, when the provider says so. */
  delivered?: Money;
  /** What our float paid in the end: nothing when it was given back. */
  cost: Micros;
  state: "delivered" | "reversed" | "pending" | "failed";
  at: Date;
}

/** What is left on an eSIM. */
export interface EsimUsage {
  iccid: string;
  plans: { status: string; remainingBytes?: number; totalBytes?: number; endsAt?: Date }[];
}
export type EsimUsageFailure = "no-esim" | "unavailable";

/** What an account owes. Without an amount, anything between the bounds may be paid. */
export interface Bill {
  account: string;
  customer?: string;
  amount?: Money;
  min?: Money;
  max?: Money;
  /** `YYYY-MM-DD`. */
  dueOn?: string;
}
export type BillFailure = "no-account" | "unsupported" | "unavailable";

export interface ImportProgress {
  done: number;
  total: number | undefined;
}
