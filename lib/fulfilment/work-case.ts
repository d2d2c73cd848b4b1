import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { DecisionKind } from "@/lib/core/decision-kinds";
import type { Failure } from "@/lib/core/failure";
import { assertMay, may } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { enqueue } from "@/lib/jobs";
import {
  dropLease,
  endDecision,
  lockDecision,
  lockOrder,
  putDecision,
  readLease,
  takeLease,
} from "@/lib/orders";
import type { FulfilmentCtx } from "./context";
import { reviewSchema } from "./review-schema";
import { submitEvidence, type EvidenceFailure } from "./submit-evidence";

/** How long a case is somebody's after they last touched it. */
const LEASE_MS = 10 * 60_000;
/** How long a decision can be taken back. */
const UNDO_MS = 10_000;

export type CaseFailure = Failure<
  /** Another one of staff works it: `values.by` is their id. */
  | "somebody-else"
  | "no-such-case"
  /** A decision of it waits to be carried out already. */
  | "decision-waits"
  /** It was carried out, or taken back. */
  | "decision-gone"
  /** Only who decided may take it back. */
  | "not-yours"
  | "verdict-missing"
  | "reason-missing"
  | "note-missing"
  | "too-long"
>;

/** A case is for who may act on an order, and for who may decide one. */
function assertMayWork({ actor }: FulfilmentCtx): void {
  if (!may(actor, "orders.settle") && !may(actor, "orders.refund")) assertMay(actor, "orders.act");
}

/**
 * Takes a case, so that nobody else works it meanwhile; it ends by itself.
 * @param input.over from somebody who has it: they are told when they come back to it
 * @throws NotPermitted
 */
export async function takeCase(
  ctx: FulfilmentCtx,
  { orderId, over }: { orderId: string; over: boolean },
): Promise<Result<null, CaseFailure>> {
  assertMayWork(ctx);
  return inTransaction(ctx, async (tx): Promise<Result<null, CaseFailure>> => {
    if (!(await lockOrder(tx, orderId))) return fail({ code: "no-such-case" });
    const before = await readLease(tx, orderId);
    const lease = await takeLease(tx, orderId, { ms: LEASE_MS, over });
    if (lease?.staffId !== tx.actor.id)
      return fail({ code: "somebody-else", values: { by: lease?.staffId ?? "" } });
    const from = before && before.staffId !== tx.actor.id ? before.staffId : undefined;
    if (from)
      await noteStaffAction(tx, {
        action: "case-taken-over",
        subject: { kind: "order", id: orderId },
        data: { from },
      });
    return ok(null);
  });
}

/** Gives a case back to all. @throws NotPermitted */
export async function leaveCase(ctx: FulfilmentCtx, { orderId }: { orderId: string }): Promise<void> {
  assertMayWork(ctx);
  await dropLease(ctx, orderId);
}

/**
 * Settles a case at once, from the order's own page. Needs it to be nobody else's, also while a decision of theirs can still be taken back; it
 * is given back when that is done.
 * @throws NotPermitted, and what the work throws
 */
export async function workCaseNow<Value, Why extends Failure>(
  ctx: FulfilmentCtx,
  orderId: string,
  work: () => Promise<Result<Value, Why>>,
): Promise<Result<Value, Why | CaseFailure>> {
  const taken = await takeCase(ctx, { orderId, over: false });
  if (!taken.ok) return taken;
  const done = await work();
  if (done.ok) await dropLease(ctx, orderId);
  return done;
}

/** Decisions that give money back, or say that it was given. */
const REFUNDS: readonly DecisionKind[] = ["refund-agree", "refund-withdraw", "refund-again", "paid-by-hand"];

/** What the verb behind a decision will be given, checked as far as it can be before; a code is sealed at once. */
function formOf(
  ctx: FulfilmentCtx,
  kind: DecisionKind,
  typed: Record<string, string>,
): Result<Record<string, string>, CaseFailure> {
  const note = (typed["note"] ?? "").trim();
  if (kind === "settle") {
    const read = reviewSchema.safeParse(typed);
    if (!read.success) {
      const code = read.error.issues[0]?.message;
      return fail({ code: (code ?? "verdict-missing") as CaseFailure["code"] });
    }
    const { code, ...rest } = read.data;
    return ok({ ...rest, ...(code ? { sealed: ctx.seal(code) } : {}) });
  }
  if (kind === "turn-away" || kind === "paid-by-hand")
    return note.length < 5 ? fail({ code: "note-missing" }) : ok({ note });
  const kept: Record<string, string> = typed["proposal"] ? { proposal: typed["proposal"] } : {};
  return ok(kept);
}

/**
 * Writes down what one of staff decides of a case; it is carried out ten seconds later, and can be taken back until then, whatever becomes of
 * the page. Needs the case to be nobody else's.
 * @param input.typed what the form brought: of a settlement as `reviewSchema` wants it
 * @throws NotPermitted
 */
export async function decideCase(
  ctx: FulfilmentCtx,
  input: { orderId: string; kind: DecisionKind; typed: Record<string, string> },
): Promise<Result<{ id: string; carryOutAt: string }, CaseFailure>> {
  const { orderId, kind, typed } = input;
  assertMay(ctx.actor, REFUNDS.includes(kind) ? "orders.refund" : "orders.settle");
  const form = formOf(ctx, kind, typed);
  if (!form.ok) return form;
  return inTransaction(ctx, async (tx): Promise<Result<{ id: string; carryOutAt: string }, CaseFailure>> => {
    if (!(await lockOrder(tx, orderId))) return fail({ code: "no-such-case" });
    const lease = await takeLease(tx, orderId, { ms: LEASE_MS, over: false });
    if (lease?.staffId !== tx.actor.id)
      return fail({ code: "somebody-else", values: { by: lease?.staffId ?? "" } });
    const decision = await putDecision(tx, { orderId, kind, form: form.value, afterMs: UNDO_MS });
    if (!decision) return fail({ code: "decision-waits" });
    await noteStaffAction(tx, {
      action: "case-decided",
      subject: { kind: "order", id: orderId },
      data: { decision: kind, ...withoutSeal(form.value) },
    });
    const { id, carryOutAt } = decision;
    await enqueue(tx, { task: "decision", payload: { id }, key: `decision:${id}`, afterMs: UNDO_MS });
    return ok({ id, carryOutAt: carryOutAt.toISOString() });
  });
}

/**
 * Hands the evidence against a dispute to the bank, at once: banks read no second version, so there is nothing to take back. Needs the case to
 * be nobody else's; it is given back when the bank has the evidence.
 * @throws NotPermitted
 */
export async function answerDispute(
  ctx: FulfilmentCtx,
  input: { orderId: string; disputeId: string; note: string },
): Promise<Result<null, CaseFailure | EvidenceFailure>> {
  assertMay(ctx.actor, "orders.settle");
  return workCaseNow(ctx, input.orderId, () => submitEvidence(ctx, input));
}

function withoutSeal(form: Record<string, string>): Record<string, string> {
  const { sealed: _, ...rest } = form;
  return rest;
}

/** Takes a decision back that was not carried out yet. @throws NotPermitted */
export async function undoDecision(
  ctx: FulfilmentCtx,
  { decisionId }: { decisionId: string },
): Promise<Result<null, CaseFailure>> {
  assertMay(ctx.actor, "orders.settle");
  return inTransaction(ctx, async (tx): Promise<Result<null, CaseFailure>> => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return fail({ code: "decision-gone" });
    if (decision.decidedBy !== tx.actor.id) return fail({ code: "not-yours" });
    await endDecision(tx, decisionId, { state: "undone" });
    await noteStaffAction(tx, {
      action: "decision-undone",
      subject: { kind: "order", id: decision.orderId },
      data: { decision: decision.kind },
    });
    return ok(null);
  });
}
