import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { failpoint } from "@/lib/core/failpoint";
import {
  advanceAttempt,
  advanceOrder,
  lockAttempt,
  noteLook,
  readOrder,
  renewLease,
  type AttemptRow,
  type Claim,
} from "@/lib/orders";
import { drawToken, hasTurn } from "@/lib/supply";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { AttemptRequest, Finding, Provider, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import { giveUp, NOBODY_KNOWS } from "./give-up";
import { horizonOver } from "./horizon-over";
import { isAskable, type Askable } from "./is-askable";
import { leaseMsOf } from "./lease-ms-of";
import { looksByRepeating } from "./looks-by-repeating";
import { letOrderWait } from "./let-order-wait";
import type { FulfilmentCtx } from "./context";
import { requestOfAttempt } from "./request-of-attempt";

interface AskedOf {
  attempt: AttemptRow;
  request: AttemptRequest;
}

async function sendAgain(ctx: FulfilmentCtx, claim: Claim, provider: Provider): Promise<Claim> {
  const leaseMs = leaseMsOf(ctx, provider.capabilities);
  const attempt = await renewLease(ctx, claim.attempt, leaseMs);
  await advanceAttempt(ctx, attempt, { event: "sent_again", to: "sending" });
  const order = await advanceOrder(ctx, claim.order, {
    event: "sent_again",
    to: "sending",
    nextAfterMs: leaseMs + ctx.policy.scaled(1000),
    data: { reference: attempt.reference, sends: attempt.sends },
  });
  return { order, attempt: { ...attempt, state: "sending" } };
}

/** Milliseconds until the same may be sent again, where the provider limits how fast or how many at once. */
async function turnAfter(ctx: FulfilmentCtx, provider: Provider): Promise<number> {
  const { callsAtOnce, pace } = provider.capabilities;
  if (callsAtOnce !== undefined && !(await hasTurn(ctx, provider.name, callsAtOnce)))
    return ctx.policy.turnWait;
  return pace ? drawToken(ctx, { provider: provider.name, call: "submit", pace }) : 0;
}

async function waitForNextLook(ctx: FulfilmentCtx, { order, attempt }: Claim): Promise<void> {
  await noteLook(ctx, attempt, { missed: true });
  await letOrderWait(ctx, order, ctx.policy.nextLook(attempt.looks + 1));
}

/**
 * The provider knows nothing of the attempt. That closes nothing: after the horizon the same reference is sent again where the provider
 * refuses doubles, else a person decides. A look-up asked under an older token is dropped.
 */
async function applyNotFound(
  ctx: FulfilmentCtx,
  asked: { attempt: AttemptRow; provider: Provider; askedAt: Date },
): Promise<Claim | undefined> {
  const { provider, askedAt } = asked;
  return inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, asked.attempt.id);
    if (!locked || locked.attempt.leaseToken !== asked.attempt.leaseToken) return undefined;
    const { order, attempt } = locked;
    if (attempt.state === "sending" || !OPEN_ATTEMPT_STATES.includes(attempt.state)) return undefined;
    const enough = attempt.misses + 1 >= provider.capabilities.notFoundMisses;
    const proven = order.state === "in_doubt" && enough && horizonOver(tx, { attempt, provider, askedAt });
    if (!proven) {
      await waitForNextLook(tx, locked);
      return undefined;
    }
    const { dedupe, maxSends } = provider.capabilities;
    if (dedupe === "none" || attempt.sends >= maxSends) {
      await giveUp(tx, locked, "the provider has no trace of it and it may not be sent again");
      return undefined;
    }
    const waitMs = await turnAfter(tx, provider);
    if (waitMs === 0) return sendAgain(tx, locked, provider);
    await letOrderWait(tx, order, waitMs);
    return undefined;
  });
}

/** Nobody can be asked: a person decides at once, and until then nothing is sent again or released. */
async function leaveToPerson(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, attempt.id);
    if (!locked || !OPEN_ATTEMPT_STATES.includes(locked.attempt.state)) return;
    if (locked.order.state === "in_doubt") await giveUp(tx, locked, NOBODY_KNOWS);
    else await waitForNextLook(tx, locked);
  });
}

async function ask(ctx: FulfilmentCtx, provider: Askable, request: AttemptRequest): Promise<Finding> {
  try {
    return await provider.resolve(request);
  } catch (error) {
    ctx.log.error({ reference: request.reference, error: String(error) }, "a look-up threw");
    return { kind: "in-doubt", why: "unreadable", detail: "the look-up failed" };
  }
}

/** Milliseconds until a look-up may be made, where the provider names a pace. */
async function lookAfter(ctx: FulfilmentCtx, { name, capabilities }: Provider): Promise<number> {
  const { pace } = capabilities;
  return pace ? drawToken(ctx, { provider: name, call: "resolve", pace }) : 0;
}

/** Too many look-ups: this one is put off, and counts as none. */
async function putOff(ctx: FulfilmentCtx, attempt: AttemptRow, waitMs: number): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, attempt.id);
    if (locked && OPEN_ATTEMPT_STATES.includes(locked.attempt.state))
      await letOrderWait(tx, locked.order, Math.min(waitMs, ctx.policy.longestSleep));
  });
}

/** Where to ask would be to buy, their name for it is used if a webhook gave it. */
function requestTo(
  ctx: FulfilmentCtx,
  provider: Provider,
  { attempt, theirs }: { attempt: AttemptRow; theirs: string | undefined },
): AttemptRequest {
  const request = requestOfAttempt(ctx, attempt);
  return theirs && looksByRepeating(provider, request) ? { ...request, providerReference: theirs } : request;
}

/** While a person decides nothing may be bought any more, neither by asking. */
async function mustNotAsk(ctx: FulfilmentCtx, provider: Provider, asked: AskedOf): Promise<boolean> {
  if (!looksByRepeating(provider, asked.request)) return false;
  return (await readOrder(ctx, asked.attempt.orderId))?.state === "review";
}

/**
 * Asks the provider what became of an open attempt and applies it. Returns a claim when the same reference is to be sent again.
 * @param theirs their name for it, where a webhook gave it
 */
export async function resolveAttempt(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs?: string,
): Promise<Claim | undefined> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (!isAskable(provider)) {
    await leaveToPerson(ctx, attempt);
    return undefined;
  }
  const request = requestTo(ctx, provider, { attempt, theirs });
  if (await mustNotAsk(ctx, provider, { attempt, request })) {
    await leaveToPerson(ctx, attempt);
    return undefined;
  }
  const waitMs = await lookAfter(ctx, provider);
  if (waitMs > 0) {
    await putOff(ctx, attempt, waitMs);
    return undefined;
  }
  // Read before asking: an answer tells of the moment of its question.
  const askedAt = await readAppTime(ctx);
  await failpoint("lookup.asked");
  const finding = await ask(ctx, provider, request);
  await failpoint("lookup.answered");
  if (finding.kind === "not-found") return applyNotFound(ctx, { attempt, provider, askedAt });
  await applyOutcome(ctx, { attempt, outcome: finding, askedAt, token: attempt.leaseToken });
  return undefined;
}
