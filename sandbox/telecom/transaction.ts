import type { ErrorCode } from "./refuse";

/** One top-up as the sandbox remembers it, also over its restart. */
export interface Transaction {
  /** Their `tx_id`. */
  id: string;
  externalId: string;
  /** Everything the caller asked for, to tell a repeat from another body under the same id. */
  fingerprint: string;
  /** E.164 without plus. */
  phone: string;
  productId: string;
  /** `settling` is documented nowhere. */
  status: "pending" | "completed" | "failed" | "settling";
  /** What arrives: minor units of money, and what a package brings. */
  amount: { minor: number; currency: string };
  package: { data_gb: number; validity_days: number | null } | null;
  /** Micros of a US dollar. */
  cost: number;
  createdAt: number;
  completedAt: number | null;
  operatorTxId: string | null;
  error: { code: ErrorCode; message: string } | null;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: Step; silent?: boolean } | null;
  /** It will be taken back after its delivery. */
  reversible: boolean;
  creditId: string | null;
}

export type Step = "complete" | "fail" | "reverse";
