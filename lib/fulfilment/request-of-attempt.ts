import type { AttemptRow } from "@/lib/orders";
import type { AttemptRequest } from "@/lib/providers/spec";

/** The attempt's request as it was committed, so that a repeat carries the same. */
export function requestOfAttempt(attempt: AttemptRow): AttemptRequest {
  return {
    ...(attempt.request as unknown as AttemptRequest),
    ...(attempt.providerReference ? { providerReference: attempt.providerReference } : {}),
  };
}
