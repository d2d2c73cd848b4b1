import { inTransaction } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import { wakeAfter } from "@/lib/jobs";
import { advanceAttempt, advanceOrder, lockAttempt, noteLook, type AttemptRow } from "@/lib/orders";
import type { Accepted, InDoubt, Outcome, ProviderName } from "@/lib/providers/spec";
import { readFloat } from "@/lib/supply";
import { asFinding, circuitOf, type Application, type Applied } from "./applied";
import { applyDelivered } from "./apply-delivered";
import { applyLateEvidence } from "./apply-late-evidence";
import { applyRejected, rejectionIsFirm } from "./apply-rejected";
import { askForPerson } from "./ask-for-person";
import { moveMoney } from "./carry-out-intent";
import type { FulfilmentCtx } from "./context";
import { giveUp, NOBODY_KNOWS } from "./give-up";
import { isAskable } from "./is-askable";
import { letOrderWait } from "./let-order-wait";
import { lacksArtefact } from "./lacks-artefact";
import { settleCheckout, type Settled } from "./settle-checkout";
import { wasReversed } from "./was-reversed";

/** A look-up that settled nothing: the next one comes by the timetable. */
async function lookAgainLater(
  ctx: FulfilmentCtx,
  { order, attempt }: Applied,
  providerReference?: string,
): Promise<void> {
  await noteLook(ctx, attempt, { missed: false, providerReference });
  await letOrderWait(ctx, order, ctx.policy.nextLook(attempt.looks + 1));
}

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
    await askForPerson(ctx, order, {
      kind: "review",
      why: "a provider gave an answer that is not in its documents",
    });
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
      if (rejectionIsFirm(ctx, applied)) return applyRejected(ctx, applied, outcome);
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

interface Applying {
  application: Application;
  settled?: Settled | undefined;
}

/**
 * Applies what a provider said of an attempt, in one transaction with the order, the books and, when it ended the checkout, the money.
 * An attempt that has ended is only changed by proof of a delivery.
 * @param input.token lease token under which the question was asked
 * @param input.askedAt of a look-up, when it was asked, on the database's clock
 */
export async function applyOutcome(
  ctx: FulfilmentCtx,
  input: { attempt: AttemptRow; outcome: Outcome; askedAt?: Date; token: string },
): Promise<Application> {
  const { outcome, askedAt } = input;
  const now = ctx.movesMoneyAtOnce === true;
  const { application, settled } = await inTransaction(ctx, async (tx): Promise<Applying> => {
    const locked = await lockAttempt(tx, input.attempt.id);
    if (!locked) return { application: "known" };
    const { order, attempt } = locked;
    if (OPEN_ATTEMPT_STATES.includes(attempt.state)) {
      await applyInside(tx, { order, attempt, askedAt }, input);
    } else {
      if (outcome.kind !== "delivered" || attempt.state === "delivered") return { application: "known" };
      // What was asked before a reversal may be older news than the reversal.
      if (wasReversed(attempt) && attempt.leaseToken !== input.token) return { application: "known" };
      const applied = await applyLateEvidence(tx, { order, attempt, outcome });
      if (applied !== "applied") return { application: applied };
    }
    return { application: "applied", settled: await settleCheckout(tx, order.checkoutId, { now }) };
  });
  await failpoint("outcome.committed");
  if (now && settled) await moveMoney(ctx, settled);
  if (outcome.kind === "rejected" && outcome.failure.code === "float-empty")
    await readFloatAgain(ctx, input.attempt);
  return application;
}
