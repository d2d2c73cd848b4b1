import { sql } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { attempts } from "@/db/schema";
import {
  advanceAttempt,
  advanceOrder,
  lockOrder,
  noteLook,
  postponeOrder,
  readAttempt,
  renewLease,
  type AttemptRow,
  type Claim,
  type OrderRow,
} from "@/lib/orders";
import { wakeAfter } from "@/lib/jobs";
import type { Finding, Provider, ProviderName } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import { askForPerson } from "./ask-for-person";
import { leaseMsOf } from "./claim-next-attempt";
import type { FulfilmentCtx } from "./context";
import { requestOfAttempt } from "./submit-attempt";

/** Whether "not found" may be believed: enough time since the last send and enough empty look-ups. */
async function horizonOver(ctx: FulfilmentCtx, attempt: AttemptRow, provider: Provider): Promise<boolean> {
  const { notFoundHorizonMs, notFoundMisses } = provider.capabilities;
  if (attempt.misses + 1 < notFoundMisses) return false;
  const horizon = `${ctx.policy.scaled(notFoundHorizonMs)} milliseconds`;
  const rows = await ctx.db.execute(sql`
    select 1 from ${attempts} where ${attempts.id} = ${attempt.id} and ${attempts.lastSentAt} < app_now() - ${horizon}::interval`);
  return rows.length > 0;
}

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

async function waitForNextLook(ctx: FulfilmentCtx, attempt: AttemptRow): Promise<void> {
  const wait = ctx.policy.nextLook(attempt.looks + 1);
  await noteLook(ctx, attempt, { missed: true });
  await postponeOrder(ctx, attempt.orderId, wait);
  await wakeAfter(ctx, { task: "order", id: attempt.orderId, afterMs: wait });
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
    const order = await lockOrder(tx, asked.orderId);
    const attempt = await readAttempt(tx, asked.id);
    if (!order || !attempt || attempt.leaseToken !== asked.leaseToken) return undefined;
    const settled = order.state !== "in_doubt" || !(await horizonOver(tx, attempt, provider));
    if (settled) {
      await waitForNextLook(tx, attempt);
      return undefined;
    }
    const { dedupe, maxSends } = provider.capabilities;
    if (dedupe !== "none" && attempt.sends < maxSends) return sendAgain(tx, { order, attempt }, provider);
    await giveUp(tx, order, "the provider has no trace of it and it may not be sent again");
    return undefined;
  });
}

async function ask(ctx: FulfilmentCtx, provider: Provider, attempt: AttemptRow): Promise<Finding> {
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
  if (!provider || provider.capabilities.findBy === "none") {
    await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, attempt.orderId);
      if (order?.state === "in_doubt") await giveUp(tx, order, "this provider cannot say what became of it");
      else await waitForNextLook(tx, attempt);
    });
    return undefined;
  }
  const finding = await ask(ctx, provider, attempt);
  if (finding.kind === "not-found") return applyNotFound(ctx, attempt, provider);
  await applyOutcome(ctx, { attempt, outcome: finding, source: "look-up", token: attempt.leaseToken });
  return undefined;
}
