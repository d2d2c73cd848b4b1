import { failpoint } from "@/lib/core/failpoint";
import { machineTime } from "@/lib/core/machine-time";
import { leaseLeft, type AttemptRow, type Claim } from "@/lib/orders";
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

/**
 * How long the call may still be begun, by this process's own time; undefined when the lease is gone. An attempt whose lease is gone is
 * somebody else's to look at.
 */
async function mayCallUntil(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<number | undefined> {
  // Taken before the database is asked, so that it never says too much.
  const asked = machineTime().elapsed();
  const left = await leaseLeft(ctx, attempt);
  if (left > 0) return asked + left;
  ctx.log.warn({ attempt: attempt.id }, "the lease was gone before the call; nothing was sent");
  return undefined;
}

async function submit(
  ctx: FulfilmentCtx,
  provider: Provider,
  attempt: AttemptRow,
): Promise<Outcome | undefined> {
  const until = await mayCallUntil(ctx, attempt);
  if (until === undefined) return undefined;
  await failpoint("attempt.checked");
  // A process may have stood still since it asked; between this line and the call nothing is waited for.
  if (machineTime().elapsed() >= until) {
    ctx.log.warn({ attempt: attempt.id }, "stood still until the lease was gone; nothing was sent");
    return undefined;
  }
  await failpoint("attempt.leaving");
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
  if ((await mayCallUntil(ctx, attempt)) === undefined) return undefined;
  const ready = await prepareAttempt(ctx, { ...provider, prepare }, attempt);
  if (!ready || "kind" in ready) return ready;
  await failpoint("preparation.stored");
  return submit(ctx, provider, ready);
}

/** Sends a claimed attempt, if its lease still holds, and applies the answer. No transaction is open during the call. */
export async function submitAttempt(ctx: FulfilmentCtx, claim: Claim): Promise<void> {
  const { attempt } = claim;
  await failpoint("attempt.claimed");
  const outcome = await send(ctx, attempt);
  if (!outcome) return;
  await failpoint("attempt.answered");
  ctx.log.info(
    { order: attempt.orderId, attempt: attempt.n, provider: attempt.provider, outcome: outcome.kind },
    "provider answered",
  );
  await applyOutcome(ctx, { attempt, outcome, token: attempt.leaseToken });
}
