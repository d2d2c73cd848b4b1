import { readAppTime } from "@/db/read-app-time";
import { failpoint } from "@/lib/core/failpoint";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { AttemptRow } from "@/lib/orders";
import type { Finding, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import type { FulfilmentCtx } from "./context";
import { looksByRepeating } from "./looks-by-repeating";
import { requestOfAttempt } from "./request-of-attempt";
import { resolveAttempt } from "./resolve-attempt";
import { reverseOrder } from "./reverse-order";
import { submitAttempt } from "./submit-attempt";

/** Money is moving: what was heard can only be applied afterwards. */
export const LATER = "later";

/**
 * Asks of an attempt that has ended. Where a repeat is the look-up and no name of theirs is known, asking would be buying: nobody is asked.
 * @param theirs as the webhook names it
 */
export async function askOf(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs?: string,
): Promise<Finding | undefined> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  const known = requestOfAttempt(ctx, attempt);
  const request = known.providerReference || !theirs ? known : { ...known, providerReference: theirs };
  return looksByRepeating(provider, request) ? undefined : provider?.resolve?.(request);
}

/** A delivered attempt is spoken of again: was it taken back? */
async function checkReversal(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs: string | undefined,
): Promise<string> {
  const finding = await askOf(ctx, attempt, theirs);
  if (finding?.kind !== "rejected") return "nothing new";
  const reversed = await reverseOrder(ctx, attempt);
  await failpoint("reversal.committed");
  return reversed ? "reversed" : LATER;
}

/** An attempt that ended without delivery is spoken of again: was it delivered after all? */
async function checkLateDelivery(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs: string | undefined,
): Promise<string> {
  const askedAt = await readAppTime(ctx);
  const outcome = await askOf(ctx, attempt, theirs);
  if (outcome?.kind !== "delivered") return "already ended";
  const applied = await applyOutcome(ctx, {
    attempt,
    outcome,
    askedAt,
    token: attempt.leaseToken,
  });
  if (applied === "later") return LATER;
  return applied === "applied" ? "delivered after all" : "already ended";
}

/**
 * An attempt is spoken of: its provider is asked, and what it says is applied as ever. Safe at any time and any number of times.
 * @param theirs their name for it, where they told it
 * @returns what came of it, in words for the log; `later` while money is moving: then the caller comes back
 */
export async function lookAgain(ctx: FulfilmentCtx, attempt: AttemptRow, theirs?: string): Promise<string> {
  if (attempt.state === "delivered") return checkReversal(ctx, attempt, theirs);
  if (!OPEN_ATTEMPT_STATES.includes(attempt.state)) return checkLateDelivery(ctx, attempt, theirs);
  // While our own call is under way its answer will tell.
  if (attempt.state === "sending") return "still sending";
  const again = await resolveAttempt(ctx, attempt, theirs);
  if (again) await submitAttempt(ctx, again);
  return "looked";
}
