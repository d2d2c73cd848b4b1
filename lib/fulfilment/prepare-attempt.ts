import { failpoint } from "@/lib/core/failpoint";
import { micros } from "@/lib/core/money";
import { notePrepared, type AttemptRow } from "@/lib/orders";
import type { Preparation, Provider, Rejected } from "@/lib/providers/spec";
import { drawToken } from "@/lib/supply";
import type { FulfilmentCtx } from "./context";
import { requestOfAttempt } from "./request-of-attempt";

type Preparing = Provider & Required<Pick<Provider, "prepare">>;

/** Real time that an order rests after it could not be prepared. */
const AFTER_LOST_MS = 30_000;

const notSent = (detail: string): Rejected => ({
  kind: "rejected",
  failure: { code: "not-sent", detail },
  retry: "later",
  notBeforeMs: AFTER_LOST_MS,
});

const TOO_DEAR: Rejected = {
  kind: "rejected",
  failure: { code: "amount-invalid", detail: "the cost rose beyond what the shop absorbs" },
  retry: "other-provider",
};

async function prepareOnce(
  ctx: FulfilmentCtx,
  provider: Preparing,
  attempt: AttemptRow,
): Promise<Preparation> {
  try {
    return await provider.prepare(requestOfAttempt(ctx, attempt));
  } catch (error) {
    ctx.log.error({ attempt: attempt.id, error: String(error) }, "a provider kit threw");
    return { kind: "in-doubt", why: "unreadable", detail: "the kit failed" };
  }
}

/** The claim paid for one call; a second one needs leave of its own. */
async function mayPrepareAgain(ctx: FulfilmentCtx, { name, capabilities }: Provider): Promise<boolean> {
  const { pace } = capabilities;
  return !pace || (await drawToken(ctx, { provider: name, call: "prepare", pace })) === 0;
}

/** A lost answer is no doubt about money: whatever was prepared just lapses, so it is prepared once more. */
async function prepare(ctx: FulfilmentCtx, provider: Preparing, attempt: AttemptRow): Promise<Preparation> {
  const first = await prepareOnce(ctx, provider, attempt);
  if (first.kind !== "in-doubt") return first;
  ctx.log.warn({ attempt: attempt.id, why: first.why }, "the answer to a preparation was lost");
  return (await mayPrepareAgain(ctx, provider)) ? prepareOnce(ctx, provider, attempt) : first;
}

/** It costs more than was claimed for, beyond what the shop absorbs. */
function isTooDear(ctx: FulfilmentCtx, attempt: AttemptRow, prepared: Preparation): boolean {
  const { expectedMicros, expectedCurrency } = attempt;
  if (prepared.kind !== "prepared" || !prepared.cost || expectedMicros === null) return false;
  const limit = micros(Math.floor(expectedMicros * (1 + ctx.policy.costTolerance)), String(expectedCurrency));
  return prepared.cost.currency === limit.currency && prepared.cost.micros > limit.micros;
}

/**
 * The first step of a purchase in two: buys nothing. Its reference is committed before the second step is taken, so that a crash in between
 * goes on with the same one.
 * @returns the attempt as it may be submitted, or the rejection that ends it; undefined when somebody else has taken the attempt over
 */
export async function prepareAttempt(
  ctx: FulfilmentCtx,
  provider: Preparing,
  attempt: AttemptRow,
): Promise<AttemptRow | Rejected | undefined> {
  const prepared = await prepare(ctx, provider, attempt);
  if (prepared.kind === "rejected") return prepared;
  if (prepared.kind === "in-doubt")
    return notSent(`nothing was prepared: ${prepared.detail ?? prepared.why}`);
  if (prepared.expiresAt && prepared.expiresAt <= ctx.clock.now())
    return notSent("what was prepared has lapsed");
  if (isTooDear(ctx, attempt, prepared)) {
    ctx.log.warn({ attempt: attempt.id, cost: prepared.cost }, "it costs more than the shop absorbs");
    return TOO_DEAR;
  }
  await failpoint("attempt.prepared");
  return notePrepared(ctx, attempt, prepared.providerReference);
}
