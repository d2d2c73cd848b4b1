import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { noteStaffAction } from "@/lib/audit";
import { readFxTable } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { microsOf, money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import {
  closeProposal,
  lockAttempt,
  putProposal,
  readOpenAttempt,
  readOpenProposal,
  type AttemptRow,
  type OrderRow,
  type ProposalRow,
} from "@/lib/orders";
import { isAbove } from "@/lib/pricing";
import { applyVerdict, type Judgement } from "./apply-verdict";
import type { FulfilmentCtx } from "./context";
import { bringsCode } from "./lacks-artefact";
import type { ReviewForm } from "./review-schema";
import { whenDecidable } from "./when-decidable";

export type ReviewFailure = Failure<
  /** It is not in review any more: somebody or the provider was first. */
  | "not-in-review"
  /** Something that was sent may still be on its way. */
  | "too-early"
  /** The buyer was promised a code, and none was given. */
  | "code-missing"
  | "proposal-waits"
  | "proposal-gone"
  /** Who proposed it may not confirm it. */
  | "same-person"
>;

/** `proposed`: another one of staff must confirm it. */
export type ReviewDone = "settled" | "proposed" | "withdrawn";
type Answer = Result<ReviewDone, ReviewFailure>;

interface UnderReview {
  order: OrderRow;
  attempt: AttemptRow;
}

async function lockReview(ctx: FulfilmentCtx, orderId: string): Promise<UnderReview | undefined> {
  const open = await readOpenAttempt(ctx, orderId);
  const locked = open && (await lockAttempt(ctx, open.id));
  return locked?.order.state === "review" ? locked : undefined;
}

/** Whether an order is so dear that two of staff must agree; also where no rate tells. */
export async function needsSecondPerson(ctx: FulfilmentCtx, order: OrderRow): Promise<boolean> {
  const total = microsOf(money(order.totalMinor, order.totalCurrency));
  return isAbove(total, ctx.policy.fourEyesAbove, await readFxTable(ctx));
}

/** A code as the kind of its product keeps it, sealed. */
function sealCode(ctx: FulfilmentCtx, attempt: AttemptRow, code: string): string | null {
  const brings = bringsCode(attempt);
  if (!brings || code === "") return null;
  const artefact = brings === "esim" ? { kind: brings, activationCode: code } : { kind: brings, code };
  return ctx.seal(JSON.stringify(artefact));
}

async function refusal(
  ctx: FulfilmentCtx,
  { order, attempt }: UnderReview,
  judgement: Pick<Judgement, "verdict" | "artefact">,
): Promise<ReviewFailure | undefined> {
  if (judgement.verdict === "delivered")
    return bringsCode(attempt) && judgement.artefact === null ? { code: "code-missing" } : undefined;
  const from = whenDecidable(ctx, { order, attempt });
  return (await readAppTime(ctx)) < from
    ? { code: "too-early", values: { from: from.toISOString() } }
    : undefined;
}

/**
 * Staff say what became of an order in review: it arrived, it did not, or nobody can know and the buyer is let go. A dear order is only
 * proposed, and settled when another one of staff confirms.
 * @param input.form as `reviewSchema` read it
 * @throws NotPermitted
 */
export async function settleReview(
  ctx: FulfilmentCtx,
  input: { orderId: string; form: ReviewForm },
): Promise<Answer> {
  assertMay(ctx.actor, "orders.settle");
  const { verdict, reason, note, operatorReference, code } = input.form;
  return inTransaction(ctx, async (tx): Promise<Answer> => {
    const under = await lockReview(tx, input.orderId);
    if (!under) return fail({ code: "not-in-review" });
    const { order, attempt } = under;
    const artefact = sealCode(tx, attempt, code);
    const judgement = { verdict, reason, note, operatorReference: operatorReference || null, artefact };
    const refused = await refusal(tx, under, judgement);
    if (refused) return fail(refused);
    if (await readOpenProposal(tx, order.id)) return fail({ code: "proposal-waits" });
    if (!(await needsSecondPerson(tx, order))) {
      await applyVerdict(tx, { ...under, judgement });
      return ok("settled");
    }
    await putProposal(tx, { orderId: order.id, attemptId: attempt.id, ...judgement });
    const subject = { kind: "order", id: order.id };
    await noteStaffAction(tx, { action: "proposed", subject, reason: note, data: { verdict, why: reason } });
    return ok("proposed");
  });
}

async function confirm(ctx: FulfilmentCtx, under: UnderReview, proposal: ProposalRow): Promise<Answer> {
  if (proposal.proposedBy === ctx.actor.id) return fail({ code: "same-person" });
  const { verdict, reason, note, operatorReference, artefact, proposedBy } = proposal;
  const judgement = { verdict, reason, note, operatorReference, artefact, proposedBy };
  const refused = await refusal(ctx, under, judgement);
  if (refused) return fail(refused);
  await closeProposal(ctx, proposal.id, "confirmed");
  await applyVerdict(ctx, { ...under, judgement });
  return ok("settled");
}

/**
 * Another one of staff confirms what was proposed of an order in review; anybody of them, also who proposed it, may withdraw it.
 * @throws NotPermitted
 */
export async function decideProposal(
  ctx: FulfilmentCtx,
  input: { orderId: string; proposalId: string; agree: boolean },
): Promise<Answer> {
  assertMay(ctx.actor, "orders.settle");
  return inTransaction(ctx, async (tx): Promise<Answer> => {
    const under = await lockReview(tx, input.orderId);
    const proposal = await readOpenProposal(tx, input.orderId);
    if (proposal?.id !== input.proposalId) return fail({ code: "proposal-gone" });
    if (!under) {
      await closeProposal(tx, proposal.id, "overtaken");
      return fail({ code: "not-in-review" });
    }
    if (input.agree) return confirm(tx, under, proposal);
    await closeProposal(tx, proposal.id, "withdrawn");
    await noteStaffAction(tx, {
      action: "proposal-withdrawn",
      subject: { kind: "order", id: input.orderId },
    });
    return ok("withdrawn");
  });
}
