import { inTransaction } from "@/db/context";
import {
  advanceAttempt,
  advanceOrder,
  lockAttempt,
  noteLook,
  renewLease,
  type AttemptRow,
  type Claim,
  type OrderRow,
} from "@/lib/orders";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { Finding, Provider, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import { askForPerson } from "./ask-for-person";
import { horizonOver } from "./horizon-over";
import { letOrderWait } from "./let-order-wait";
import { leaseMsOf } from "./claim-next-attempt";
import type { FulfilmentCtx } from "./context";
import { requestOfAttempt } from "./submit-attempt";

async function sendAgain(ctx: FulfilmentCtx, claim: Claim, provider: Provider): Promise<Claim> {
  const leaseMs = leaseMsOf(ctx, provider.capabilities.deadlineMs);
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

async function giveUp(ctx: FulfilmentCtx, order: OrderRow, why: string): Promise<void> {
  await advanceOrder(ctx, order, {
    event: "gave_up",
    to: "review",
    nextAfterMs: ctx.policy.longestSleep,
    data: { why },
  });
  await askForPerson(ctx, order, why);
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
  asked: AttemptRow,
  provider: Provider,
): Promise<Claim | undefined> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, asked.id);
    if (!locked || locked.attempt.leaseToken !== asked.leaseToken) return undefined;
    const { order, attempt } = locked;
    if (attempt.state === "sending" || !OPEN_ATTEMPT_STATES.includes(attempt.state)) return undefined;
    const enough = attempt.misses + 1 >= provider.capabilities.notFoundMisses;
    const proven = order.state === "in_doubt" && enough && (await horizonOver(tx, attempt, provider));
    if (!proven) {
      await waitForNextLook(tx, locked);
      return undefined;
    }
    const { dedupe, maxSends } = provider.capabilities;
    if (dedupe !== "none" && attempt.sends < maxSends) return sendAgain(tx, { order, attempt }, provider);
    await giveUp(tx, order, "the provider has no trace of it and it may not be sent again");
    return undefined;
  });
}

/** A provider that can be asked what became of an attempt. */
type Askable = Provider & Required<Pick<Provider, "resolve">>;

const isAskable = (provider: Provider | undefined): provider is Askable =>
  provider?.resolve !== undefined && provider.capabilities.findBy !== "none";

async function ask(ctx: FulfilmentCtx, provider: Askable, attempt: AttemptRow): Promise<Finding> {
  try {
    return await provider.resolve(requestOfAttempt(attempt));
  } catch (error) {
    ctx.log.error({ attempt: attempt.id, error: String(error) }, "a look-up threw");
    return { kind: "in-doubt", why: "unreadable", detail: "the look-up failed" };
  }
}

/** Asks the provider what became of an open attempt and applies it. Returns a claim when the same reference is to be sent again. */
export async function resolveAttempt(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<Claim | undefined> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (!isAskable(provider)) {
    await inTransaction(ctx, async (tx) => {
      const locked = await lockAttempt(tx, attempt.id);
      if (!locked || !OPEN_ATTEMPT_STATES.includes(locked.attempt.state)) return;
      if (locked.order.state === "in_doubt")
        await giveUp(tx, locked.order, "this provider cannot say what became of it");
      else await waitForNextLook(tx, locked);
    });
    return undefined;
  }
  const finding = await ask(ctx, provider, attempt);
  if (finding.kind === "not-found") return applyNotFound(ctx, attempt, provider);
  await applyOutcome(ctx, { attempt, outcome: finding, source: "look-up", token: attempt.leaseToken });
  return undefined;
}
