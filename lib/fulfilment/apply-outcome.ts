import { inTransaction } from "@/db/context";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import { postLedger } from "@/lib/ledger";
import {
  advanceAttempt,
  advanceOrder,
  lockOrder,
  noteLook,
  postponeOrder,
  readAttempt,
  type AttemptRow,
  type OrderRow,
} from "@/lib/orders";
import type { Accepted, Delivered, InDoubt, Outcome, Rejected } from "@/lib/providers/spec";
import { wakeAfter } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";
import { settleCheckout } from "./settle-checkout";
import { askForPerson } from "./ask-for-person";

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

async function applyDelivered(ctx: FulfilmentCtx, applied: Applied, outcome: Delivered): Promise<void> {
  const { order, attempt } = applied;
  const found = asFinding(applied);
  const event = found ? "found_delivered" : "answer_delivered";
  await advanceAttempt(ctx, attempt, {
    event,
    to: "delivered",
    set: {
      providerReference: outcome.providerReference,
      outcome: {
        kind: "delivered",
        operatorReference: outcome.operatorReference,
        delivered: outcome.delivered,
      },
      costMicros: outcome.cost?.micros,
      costCurrency: outcome.cost?.currency,
    },
  });
  await advanceOrder(ctx, order, {
    event,
    to: "delivered",
    nextAfterMs: null,
    data: { provider: attempt.provider, providerReference: outcome.providerReference },
    set: {
      deliveredMinor: outcome.delivered?.minor,
      deliveredCurrency: outcome.delivered?.currency,
      operatorReference: outcome.operatorReference,
      artefact: outcome.artefact ? ctx.seal(JSON.stringify(outcome.artefact)) : undefined,
    },
  });
  if (outcome.cost) {
    const float = `float:${attempt.provider}` as const;
    await postLedger(ctx, [
      {
        kind: "provider-debit",
        from: float,
        to: "cost-of-sales",
        amount: outcome.cost,
        orderId: order.id,
        checkoutId: order.checkoutId,
      },
    ]);
  }
}

async function applyAccepted(ctx: FulfilmentCtx, applied: Applied, outcome: Accepted): Promise<void> {
  const { order, attempt } = applied;
  const wait = ctx.policy.nextLook(attempt.looks);
  if (attempt.state === "accepted" || order.state === "review") {
    await noteLook(ctx, attempt, { missed: false });
    await postponeOpen(ctx, applied, wait);
    return;
  }
  const event = asFinding(applied) ? "found_accepted" : "answer_accepted";
  await advanceAttempt(ctx, attempt, {
    event,
    to: "accepted",
    set: { providerReference: outcome.providerReference, wasOpen: true },
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
  const since = order.retryingSince?.getTime();
  const over = since !== undefined && order.updatedAt.getTime() - since > ctx.policy.temporaryRetryUntil;
  if (over) return undefined;
  return outcome.notBeforeMs === undefined
    ? ctx.policy.temporaryRetry
    : ctx.policy.scaled(outcome.notBeforeMs);
}

async function applyRejected(ctx: FulfilmentCtx, applied: Applied, outcome: Rejected): Promise<void> {
  const { order, attempt } = applied;
  const event = asFinding(applied) ? "found_rejected" : "answer_rejected";
  const { failure, retry } = outcome;
  await advanceAttempt(ctx, attempt, {
    event,
    to: "rejected",
    set: { outcome: { kind: "rejected", ...failure, retry } },
  });
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
  const wait = ctx.policy.nextLook(attempt.looks);
  if (attempt.state !== "sending") {
    await noteLook(ctx, attempt, { missed: false });
    await postponeOpen(ctx, applied, wait);
    return;
  }
  await advanceAttempt(ctx, attempt, {
    event: "answer_lost",
    to: "in_doubt",
    set: {
      wasOpen: true,
      providerReference: outcome.providerReference ?? attempt.providerReference,
      outcome: { kind: "in-doubt", why: outcome.why, detail: outcome.detail },
    },
  });
  await advanceOrder(ctx, order, {
    event: "answer_lost",
    to: "in_doubt",
    nextAfterMs: wait,
    data: { why: outcome.why },
  });
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: wait });
  if (outcome.why === "unlisted")
    await askForPerson(ctx, order, "a provider gave an answer that is not in its documents");
}

async function postponeOpen(ctx: FulfilmentCtx, { order }: Applied, wait: number): Promise<void> {
  await postponeOrder(ctx, order.id, wait);
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: wait });
}

/**
 * A rejection proves only that *this* send bought nothing. When the same reference was sent more than once, or the sender lost its lease,
 * an earlier send may still arrive: then only a look-up may close the attempt.
 */
function rejectionIsFirm(applied: Applied, token: string): boolean {
  if (applied.source === "look-up") return true;
  return (
    applied.attempt.sends === 1 && applied.attempt.leaseToken === token && applied.attempt.state === "sending"
  );
}

async function applyInside(
  ctx: FulfilmentCtx,
  applied: Applied,
  input: { outcome: Outcome; token: string },
): Promise<void> {
  const { outcome, token } = input;
  switch (outcome.kind) {
    case "delivered":
      return applyDelivered(ctx, applied, outcome);
    case "accepted":
      return applyAccepted(ctx, applied, outcome);
    case "rejected":
      if (rejectionIsFirm(applied, token)) return applyRejected(ctx, applied, outcome);
      return applyDoubt(ctx, applied, {
        kind: "in-doubt",
        why: "duplicate-reference",
        detail: outcome.failure.code,
      });
    case "in-doubt":
      if (applied.attempt.leaseToken !== token) return undefined;
      return applyDoubt(ctx, applied, outcome);
  }
}

/**
 * Applies what a provider said of an attempt, in one transaction with the order, the books and, when it ended the checkout, the money.
 * An attempt that is no longer open is left alone.
 * @param input.token lease token under which the question was asked
 */
export async function applyOutcome(
  ctx: FulfilmentCtx,
  input: { attempt: AttemptRow; outcome: Outcome; source: Source; token: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, input.attempt.orderId);
    const attempt = await readAttempt(tx, input.attempt.id);
    if (!order || !attempt || !OPEN_ATTEMPT_STATES.includes(attempt.state)) return;
    await applyInside(tx, { order, attempt, source: input.source }, input);
    await settleCheckout(tx, order.checkoutId);
  });
}
