import { inTransaction } from "@/db/context";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import {
  advanceAttempt,
  advanceOrder,
  lockAttempt,
  noteLook,
  type AttemptRow,
  type OrderRow,
} from "@/lib/orders";
import type { Accepted, InDoubt, Outcome, ProviderName, Rejected } from "@/lib/providers/spec";
import { wakeAfter } from "@/lib/jobs";
import { circuitNote, lowerFloat, pauseProvider, readFloat, verdictOf } from "@/lib/supply";
import { micros } from "@/lib/core/money";
import { applyDelivered } from "./apply-delivered";
import { applyLateEvidence } from "./apply-late-evidence";
import { askForPerson } from "./ask-for-person";
import { moveMoney } from "./carry-out-intent";
import type { FulfilmentCtx } from "./context";
import { giveUp, NOBODY_KNOWS } from "./give-up";
import { horizonOver } from "./horizon-over";
import { isAskable } from "./is-askable";
import { letOrderWait } from "./let-order-wait";
import { lacksArtefact } from "./lacks-artefact";
import { settleCheckout, type Settled } from "./settle-checkout";

/** How we came to know: the answer to our call, or a look-up (also after a webhook's hint). */
export type Source = "answer" | "look-up";

interface Applied {
  order: OrderRow;
  attempt: AttemptRow;
  source: Source;
}

/** An answer that comes after the lease ran out finds the attempt in doubt: then it counts as a finding. */
const asFinding = ({ source, attempt }: Applied): boolean =>
  source === "look-up" || attempt.state !== "sending";

/** A look-up that settled nothing: the next one comes by the timetable. */
async function lookAgainLater(
  ctx: FulfilmentCtx,
  { order, attempt }: Applied,
  providerReference?: string,
): Promise<void> {
  await noteLook(ctx, attempt, { missed: false, providerReference });
  await letOrderWait(ctx, order, ctx.policy.nextLook(attempt.looks + 1));
}

/** What the answer says of the provider's way to this operator. */
const circuitOf = (ctx: FulfilmentCtx, { order, attempt }: Applied, outcome: Outcome) =>
  circuitNote(ctx.policy, {
    way: { provider: attempt.provider, operatorId: order.operatorId },
    verdict: verdictOf(outcome),
  });

async function applyAccepted(ctx: FulfilmentCtx, applied: Applied, outcome: Accepted): Promise<void> {
  const { order, attempt } = applied;
  // A name of theirs may come only with a later look, in the place of ours.
  if (attempt.state === "accepted" || order.state === "review")
    return lookAgainLater(ctx, applied, outcome.providerReference);
  const wait = ctx.policy.nextLook(attempt.looks);
  const event = asFinding(applied) ? "found_accepted" : "answer_accepted";
  await advanceAttempt(ctx, attempt, {
    event,
    to: "accepted",
    set: { providerReference: outcome.providerReference, wasOpen: true },
    alongside: circuitOf(ctx, applied, outcome),
  });
  await advanceOrder(ctx, order, {
    event,
    to: "accepted",
    nextAfterMs: wait,
    data: { providerReference: outcome.providerReference },
  });
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: wait });
}

/** Milliseconds until a temporary rejection is tried again; undefined when its time is over. */
function retryAfter(ctx: FulfilmentCtx, order: OrderRow, outcome: Rejected): number | undefined {
  if (outcome.retry === "other-provider") return 0;
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

async function applyRejected(ctx: FulfilmentCtx, applied: Applied, outcome: Rejected): Promise<void> {
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
  const again = order.state === "review" ? undefined : retryAfter(ctx, order, outcome);
  if (again === undefined) {
    await advanceOrder(ctx, order, { event, to: "undeliverable", nextAfterMs: null, data });
    return;
  }
  await advanceOrder(ctx, order, {
    event,
    to: "authorised",
    nextAfterMs: again,
    data,
    // The key changes only here: after a definite rejection under the old one.
    set: { referenceEpoch: order.referenceEpoch + 1, retrying: retry === "later" },
  });
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: again });
}

async function applyDoubt(ctx: FulfilmentCtx, applied: Applied, outcome: InDoubt): Promise<void> {
  const { order, attempt } = applied;
  if (attempt.state !== "sending") return lookAgainLater(ctx, applied, outcome.providerReference);
  const wait = ctx.policy.nextLook(attempt.looks);
  await advanceAttempt(ctx, attempt, {
    event: "answer_lost",
    to: "in_doubt",
    set: {
      wasOpen: true,
      providerReference: outcome.providerReference ?? attempt.providerReference,
      outcome: { kind: "in-doubt", why: outcome.why, detail: outcome.detail, float: outcome.float },
    },
    alongside: circuitOf(ctx, applied, outcome),
  });
  const doubtful = await advanceOrder(ctx, order, {
    event: "answer_lost",
    to: "in_doubt",
    nextAfterMs: wait,
    data: { why: outcome.why },
  });
  if (!isAskable(ctx.providers.get(attempt.provider as ProviderName)))
    return giveUp(ctx, { order: doubtful, attempt }, NOBODY_KNOWS);
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: wait });
  if (outcome.why === "unlisted")
    await askForPerson(ctx, order, "a provider gave an answer that is not in its documents");
}

/** Of two steps the first was never done: nothing can have been bought, however often it was begun. */
function neverSubmitted(ctx: FulfilmentCtx, attempt: AttemptRow): boolean {
  const twoPhase = ctx.providers.get(attempt.provider as ProviderName)?.capabilities.twoPhase;
  return twoPhase === true && attempt.providerReference === null;
}

/**
 * A rejection proves only that *this* send bought nothing. When the same reference was sent more than once, or the sender lost its lease,
 * another send may still arrive: then only a look-up may close the attempt, and not before the horizon.
 */
async function rejectionIsFirm(ctx: FulfilmentCtx, applied: Applied): Promise<boolean> {
  const { attempt, source } = applied;
  if (neverSubmitted(ctx, attempt)) return true;
  if (attempt.sends === 1) return source === "look-up" || attempt.state === "sending";
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  return source === "look-up" && provider !== undefined && horizonOver(ctx, attempt, provider);
}

async function applyInside(
  ctx: FulfilmentCtx,
  applied: Applied,
  input: { outcome: Outcome; token: string },
): Promise<void> {
  const { outcome, token } = input;
  const fenced = applied.attempt.leaseToken !== token;
  switch (outcome.kind) {
    case "delivered": {
      if (lacksArtefact(applied.attempt, outcome)) {
        if (fenced) return undefined;
        const { providerReference } = outcome;
        const detail = "called delivered without its code";
        return applyDoubt(ctx, applied, { kind: "in-doubt", why: "unreadable", detail, providerReference });
      }
      const event = asFinding(applied) ? "found_delivered" : "answer_delivered";
      return applyDelivered(ctx, { ...applied, outcome, event });
    }
    case "accepted":
      return applyAccepted(ctx, applied, outcome);
    case "rejected":
      if (fenced) return undefined;
      if (await rejectionIsFirm(ctx, applied)) return applyRejected(ctx, applied, outcome);
      return applyDoubt(ctx, applied, {
        kind: "in-doubt",
        why: "duplicate-reference",
        detail: outcome.failure.code,
      });
    case "in-doubt":
      return fenced ? undefined : applyDoubt(ctx, applied, outcome);
  }
}

/** It may have been said of this order alone: their own reading counts. */
async function readFloatAgain(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<void> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (provider) await readFloat(ctx, provider);
}

/** What became of an outcome: `later` when money is moving and the same must be asked again. */
export type Application = "applied" | "known" | "later";

interface Applying {
  application: Application;
  settled?: Settled | undefined;
}

/**
 * Applies what a provider said of an attempt, in one transaction with the order, the books and, when it ended the checkout, the money.
 * An attempt that has ended is only changed by proof of a delivery.
 * @param input.token lease token under which the question was asked
 */
export async function applyOutcome(
  ctx: FulfilmentCtx,
  input: { attempt: AttemptRow; outcome: Outcome; source: Source; token: string },
): Promise<Application> {
  const { outcome, source } = input;
  const now = ctx.movesMoneyAtOnce === true;
  const { application, settled } = await inTransaction(ctx, async (tx): Promise<Applying> => {
    const locked = await lockAttempt(tx, input.attempt.id);
    if (!locked) return { application: "known" };
    const { order, attempt } = locked;
    if (OPEN_ATTEMPT_STATES.includes(attempt.state)) {
      await applyInside(tx, { order, attempt, source }, input);
    } else {
      if (outcome.kind !== "delivered" || attempt.state === "delivered") return { application: "known" };
      if (!(await applyLateEvidence(tx, { order, attempt, outcome }))) return { application: "later" };
    }
    return { application: "applied", settled: await settleCheckout(tx, order.checkoutId, { now }) };
  });
  if (now && settled) await moveMoney(ctx, settled);
  if (outcome.kind === "rejected" && outcome.failure.code === "float-empty")
    await readFloatAgain(ctx, input.attempt);
  return application;
}
