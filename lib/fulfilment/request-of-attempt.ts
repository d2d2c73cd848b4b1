import { openValues } from "@/lib/core/sealed-values";
import type { AttemptRow } from "@/lib/orders";
import type { AttemptRequest } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

/** The attempt's request as it was committed, so that a repeat carries the same; what lay sealed is opened for the call alone. */
export function requestOfAttempt(ctx: Pick<FulfilmentCtx, "unseal">, attempt: AttemptRow): AttemptRequest {
  const request = attempt.request as unknown as AttemptRequest;
  return {
    ...request,
    ...(request.extra ? { extra: openValues(request.extra, ctx.unseal) } : {}),
    ...(attempt.providerReference ? { providerReference: attempt.providerReference } : {}),
  };
}
