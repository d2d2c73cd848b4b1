import type { ProviderName } from "./provider-names";

/** One request to a provider and what came of it, as it may be kept. */
export interface CallNote {
  provider: ProviderName;
  /** Which call of the provider it was made for: `submit`, `balance`. */
  purpose: string;
  /** Of the attempt it was made for. */
  reference?: string;
  method: string;
  /** With its query, without the host. */
  path: string;
  request: string | null;
  /** HTTP status; null when nothing was answered. */
  status: number | null;
  answer: string | null;
  /** `answered`, `not-sent`, or why it is in doubt. */
  verdict: string;
  ms: number;
  at: Date;
}
