import { mayExchange } from "@/lib/catalog";
import { micros } from "@/lib/core/money";
import { wakeAfter } from "@/lib/jobs";
import { advanceAttempt, advanceOrder, type AttemptRow, type OrderRow } from "@/lib/orders";
import type { ProviderName, Rejected } from "@/lib/providers/spec";
import { lowerFloat, pauseProvider } from "@/lib/supply";
import { asFinding, circuitOf, type Applied } from "./applied";
import type { FulfilmentCtx } from "./context";
import { deliverByEarlier, readDeliveredBefore } from "./deliver-by-earlier";
import { horizonOver } from "./horizon-over";
import { isForBuyer } from "./waits-for-buyer";

/** Milliseconds until a rejection is followed by another try; undefined when it is the end. */
async function retryAfter(
  ctx: FulfilmentCtx,
  order: OrderRow,
  outcome: Rejected,
): Promise<number | undefined> {
  if (outcome.retry === "other-provider") return 0;
  // The number is another operator's: held until the buyer has had time to choose that one.
  if (isForBuyer(outcome)) return (await mayExchange(ctx, order)) ? ctx.policy.operatorChoice : undefined;
  if (outcome.retry !== "later") return undefined;
  // The row was last changed by the claim that has just been rejected.
  const since = order.retryingSince?.getTime();
  const over = since !== undefined && order.updatedAt.getTime() - since > ctx.policy.temporaryRetryUntil;
  if (over) return undefined;
  return outcome.notBeforeMs === undefined
    ? ctx.policy.temporaryRetry
    : ctx.policy.scaled(outcome.notBeforeMs);
}

/** A rejection that speaks of our account bars the provider, not this order alone. */
async function noteProvider(ctx: FulfilmentCtx, attempt: AttemptRow, outcome: Rejected): Promise<void> {
  const provider = attempt.provider as ProviderName;
  const { code } = outcome.failure;
  if (code === "credentials")
    await pauseProvider(ctx, { provider, forMs: ctx.policy.credentialsPause, why: "credentials refused" });
  if (code !== "float-empty" || attempt.expectedMicros === null || attempt.expectedCurrency === null) return;
  const cost = micros(attempt.expectedMicros, attempt.expectedCurrency);
  await lowerFloat(ctx, { provider, cost, seen: outcome.float?.after });
}

/** Proven not delivered: the attempt is closed, and the order goes another way, waits, or ends. */
export async function applyRejected(ctx: FulfilmentCtx, applied: Applied, outcome: Rejected): Promise<void> {
  const { order, attempt } = applied;
  const event = asFinding(applied) ? "found_rejected" : "answer_rejected";
  const { failure, retry } = outcome;
  await advanceAttempt(ctx, attempt, {
    event,
    to: "rejected",
    set: { outcome: { kind: "rejected", ...failure, retry, float: outcome.float } },
    alongside: circuitOf(ctx, applied, outcome),
  });
  await noteProvider(ctx, attempt, outcome);
  const data = { provider: attempt.provider, failure: failure.code, providerCode: failure.providerCode };
  const earlier = await readDeliveredBefore(ctx, attempt);
  const again = earlier || order.state === "review" ? undefined : await retryAfter(ctx, order, outcome);
  if (again === undefined) {
    const ended = await advanceOrder(ctx, order, { event, to: "undeliverable", nextAfterMs: null, data });
    if (earlier) await deliverByEarlier(ctx, ended, earlier);
    return;
  }
  await advanceOrder(ctx, order, {
    event,
    to: "authorised",
    nextAfterMs: again,
    data,
    // The key changes only here: after a definite rejection under the old one.
    set: { referenceEpoch: order.referenceEpoch + 1, retrying: retry === "later" || isForBuyer(outcome) },
  });
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: again });
}

/** Of two steps the first was never done: nothing can have been bought, however often it was begun. */
function neverSubmitted(ctx: FulfilmentCtx, attempt: AttemptRow): boolean {
  const twoPhase = ctx.providers.get(attempt.provider as ProviderName)?.capabilities.twoPhase;
  return twoPhase === true && attempt.providerReference === null;
}

/**
 * A rejection proves only that *this* send bought nothing. When the same reference was sent more than once, or the sender lost its lease,
 * another send may still arrive: then only a look-up may close the attempt, asked after the horizon.
 */
export function rejectionIsFirm(ctx: FulfilmentCtx, { attempt, askedAt }: Applied): boolean {
  if (neverSubmitted(ctx, attempt)) return true;
  if (attempt.sends === 1) return askedAt !== undefined || attempt.state === "sending";
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  return askedAt !== undefined && provider !== undefined && horizonOver(ctx, { attempt, provider, askedAt });
}
