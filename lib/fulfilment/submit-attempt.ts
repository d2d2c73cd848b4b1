import { failpoint } from "@/lib/core/failpoint";
import { leaseHolds, type AttemptRow, type Claim } from "@/lib/orders";
import type { Outcome, Provider, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import type { FulfilmentCtx } from "./context";
import { prepareAttempt } from "./prepare-attempt";
import { requestOfAttempt } from "./request-of-attempt";

const PROVIDER_OFF: Outcome = {
  kind: "rejected",
  failure: { code: "not-sent", detail: "the provider is off" },
  retry: "other-provider",
};

/** Whether the call may still be made. An attempt whose lease is gone is somebody else's to look at. */
async function mayCall(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<boolean> {
  if (await leaseHolds(ctx, attempt)) return true;
  ctx.log.warn({ attempt: attempt.id }, "the lease was gone before the call; nothing was sent");
  return false;
}

async function submit(ctx: FulfilmentCtx, provider: Provider, attempt: AttemptRow): Promise<Outcome> {
  await failpoint("attempt.checked");
  try {
    return await provider.submit(requestOfAttempt(ctx, attempt));
  } catch (error) {
    // A kit must not throw; when it does, the request may have left.
    ctx.log.error({ attempt: attempt.id, error: String(error) }, "a provider kit threw");
    return { kind: "in-doubt", why: "unreadable", detail: "the kit failed" };
  }
}

/** Prepares where the provider has two steps and the first was not done yet, then submits; undefined when the lease was lost on the way. */
async function send(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<Outcome | undefined> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (!provider) return PROVIDER_OFF;
  const { prepare } = provider;
  if (!prepare || attempt.providerReference !== null) return submit(ctx, provider, attempt);
  const ready = await prepareAttempt(ctx, { ...provider, prepare }, attempt);
  if (!ready || "kind" in ready) return ready;
  await failpoint("preparation.stored");
  return (await mayCall(ctx, ready)) ? submit(ctx, provider, ready) : undefined;
}

/** Sends a claimed attempt, if its lease still holds, and applies the answer. No transaction is open during the call. */
export async function submitAttempt(ctx: FulfilmentCtx, claim: Claim): Promise<void> {
  const { attempt } = claim;
  await failpoint("attempt.claimed");
  if (!(await mayCall(ctx, attempt))) return;
  const outcome = await send(ctx, attempt);
  if (!outcome) return;
  await failpoint("attempt.answered");
  ctx.log.info(
    { order: attempt.orderId, attempt: attempt.n, provider: attempt.provider, outcome: outcome.kind },
    "provider answered",
  );
  await applyOutcome(ctx, { attempt, outcome, token: attempt.leaseToken });
}
