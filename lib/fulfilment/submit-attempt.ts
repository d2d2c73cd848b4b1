import { leaseHolds, type Claim } from "@/lib/orders";
import type { AttemptRequest, Outcome, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import type { FulfilmentCtx } from "./context";

/** The attempt's request as it was committed, so that a repeat carries the same. */
export function requestOfAttempt(attempt: Claim["attempt"]): AttemptRequest {
  return {
    ...(attempt.request as unknown as AttemptRequest),
    ...(attempt.providerReference ? { providerReference: attempt.providerReference } : {}),
  };
}

async function call(ctx: FulfilmentCtx, attempt: Claim["attempt"]): Promise<Outcome> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (!provider) {
    return {
      kind: "rejected",
      failure: { code: "credentials", detail: "the provider is off" },
      retry: "other-provider",
    };
  }
  try {
    return await provider.submit(requestOfAttempt(attempt));
  } catch (error) {
    // A kit must not throw; when it does, the request may have left.
    ctx.log.error({ attempt: attempt.id, error: String(error) }, "a provider kit threw");
    return { kind: "in-doubt", why: "unreadable", detail: "the kit failed" };
  }
}

/** Sends a claimed attempt, if its lease still holds, and applies the answer. No transaction is open during the call. */
export async function submitAttempt(ctx: FulfilmentCtx, claim: Claim): Promise<void> {
  const { attempt } = claim;
  if (!(await leaseHolds(ctx, attempt))) {
    ctx.log.warn({ attempt: attempt.id }, "the lease was gone before the call; nothing was sent");
    return;
  }
  const outcome = await call(ctx, attempt);
  ctx.log.info(
    { order: attempt.orderId, attempt: attempt.n, provider: attempt.provider, outcome: outcome.kind },
    "provider answered",
  );
  await applyOutcome(ctx, { attempt, outcome, source: "answer", token: attempt.leaseToken });
}
