import { redact } from "./redact";
import type { FailureCode, InDoubt, Rejected } from "./spec";

/** What one of a provider's codes proves: nothing was bought, and this may be done next. */
export interface Verdict {
  code: FailureCode;
  retry: Rejected["retry"];
  /** Milliseconds of real time. */
  notBeforeMs?: number;
}

export const never = (code: FailureCode): Verdict => ({ code, retry: "never" });
export const elsewhere = (code: FailureCode): Verdict => ({ code, retry: "other-provider" });
export const later = (code: FailureCode, notBeforeMs?: number): Verdict => ({
  code,
  retry: "later",
  ...(notBeforeMs ? { notBeforeMs } : {}),
});

/** The rejection of a verdict, with the provider's own code and words (redacted here). */
export const rejected = (verdict: Verdict, providerCode: string, detail?: string | null): Rejected => ({
  kind: "rejected",
  failure: { code: verdict.code, providerCode, ...(detail ? { detail: redact(detail) } : {}) },
  retry: verdict.retry,
  ...(verdict.notBeforeMs ? { notBeforeMs: verdict.notBeforeMs } : {}),
});

const TRY_AGAIN_MS = 30_000;

/** Not a byte left: it may be tried again soon. */
export const notSent = (detail: string): Rejected => ({
  kind: "rejected",
  failure: { code: "not-sent", detail },
  retry: "later",
  notBeforeMs: TRY_AGAIN_MS,
});

/** It may have been bought. `detail` must hold no code that a buyer was given; the rest is redacted here. */
export const doubt = (why: InDoubt["why"], detail?: string): InDoubt => ({
  kind: "in-doubt",
  why,
  ...(detail ? { detail: redact(detail) } : {}),
});
