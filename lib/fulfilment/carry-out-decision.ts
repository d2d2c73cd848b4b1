import { z } from "zod";
import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { readActor } from "@/lib/accounts";
import type { Failure } from "@/lib/core/failure";
import type { Result } from "@/lib/core/result";
import { enqueue } from "@/lib/jobs";
import { dropLease, endDecision, listDueDecisions, lockDecision, type DecisionRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";
import { letThrough, turnAway } from "./hold-back";
import { decideRefund, notePaidByHand, refundAgain } from "./pay-back";
import { reviewSchema } from "./review-schema";
import { decideProposal, settleReview } from "./settle-review";

/** Due decisions that are looked for at a time. */
const MOST = 50;

/** The verb a decision stands for, as who decided: their role is that of now, their second factor was asked when they decided. */
async function carryOut(ctx: FulfilmentCtx, decision: DecisionRow): Promise<Result<unknown, Failure>> {
  const { orderId, kind, form } = decision;
  switch (kind) {
    case "settle": {
      const { sealed, ...rest } = form;
      const typed = { ...rest, code: sealed ? ctx.unseal(sealed) : "" };
      return settleReview(ctx, { orderId, form: reviewSchema.parse(typed) });
    }
    case "agree":
    case "withdraw":
      return decideProposal(ctx, { orderId, proposalId: form["proposal"] ?? "", agree: kind === "agree" });
    case "refund-agree":
    case "refund-withdraw":
      return decideRefund(ctx, {
        orderId,
        proposalId: form["proposal"] ?? "",
        agree: kind === "refund-agree",
      });
    case "refund-again":
      return refundAgain(ctx, { orderId });
    case "paid-by-hand":
      return notePaidByHand(ctx, { orderId, note: form["note"] ?? "" });
    case "let-through":
      return letThrough(ctx, { orderId });
    case "turn-away":
      return turnAway(ctx, { orderId, note: form["note"] ?? "" });
  }
}

/**
 * Carries out what one of staff decided of a case, in one transaction with the end of the decision: it is done once, or not at all and says
 * why. The handler of a job; safe to run twice, early, late or never.
 */
export async function carryOutDecision(ctx: FulfilmentCtx, payload: unknown): Promise<void> {
  const { id } = z.object({ id: z.uuid() }).parse(payload);
  await inTransaction(ctx, async (tx) => {
    const decision = await lockDecision(tx, id);
    if (!decision) return;
    const earlyMs = decision.carryOutAt.getTime() - (await readAppTime(tx)).getTime();
    if (earlyMs > 0)
      return enqueue(tx, { task: "decision", payload: { id }, key: `decision:${id}`, afterMs: earlyMs });
    const actor = await readActor(tx, decision.decidedBy);
    if (!actor) return endDecision(tx, id, { state: "refused", failure: "not-permitted" });
    const asThem = { ...tx, actor: { ...actor, raised: true } };
    const done = await carryOut(asThem, decision).catch((error: unknown) => {
      if (error instanceof Error && error.name === "NotPermitted")
        return { ok: false as const, failure: { code: "not-permitted" } };
      throw error;
    });
    await endDecision(tx, id, done.ok ? { state: "done" } : { state: "refused", failure: done.failure.code });
    await dropLease(asThem, decision.orderId);
    return undefined;
  });
}

/** Carries out whatever is due: a decision outlives its job. Returns how many it looked at. */
export async function carryOutDue(ctx: FulfilmentCtx): Promise<number> {
  const due = await listDueDecisions(ctx, MOST);
  for (const id of due) await carryOutDecision(ctx, { id });
  return due.length;
}
