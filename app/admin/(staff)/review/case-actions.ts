"use server";

import { redirect } from "next/navigation";
import { NIL, validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import { DECISION_KINDS } from "@/lib/core/decision-kinds";
import { fail, ok } from "@/lib/core/result";
import { answerDispute, decideCase, leaveCase, takeCase, undoDecision } from "@/lib/fulfilment";
import { caseWords } from "../../case-words";
import { nameColleague } from "../../name-colleague";
import { runStaffAction, textOf } from "../../run-staff-action";

const idIn = (form: FormData, name: string): string => {
  const id = textOf(form, name);
  return isUuid(id) ? id : NIL;
};

export async function takeAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { orderId: idIn(form, "order"), over: textOf(form, "over") === "yes" };
  return runStaffAction(
    form,
    async (ctx) => nameColleague(ctx, await takeCase(ctx, input)),
    await caseWords<unknown>("taken"),
  );
}

export async function leaveAction(_: FormState, form: FormData): Promise<FormState> {
  const orderId = idIn(form, "order");
  return runStaffAction(
    form,
    async (ctx) => {
      await leaveCase(ctx, { orderId });
      return ok(null);
    },
    await caseWords("left"),
  );
}

/** Decides a case, and goes on to the next one; the decision can be taken back from there. */
export async function decideCaseAction(_: FormState, form: FormData): Promise<FormState> {
  const kind = DECISION_KINDS.find((known) => known === textOf(form, "kind"));
  const fields = ["verdict", "reason", "note", "operatorReference", "code", "proposal"];
  const typed = Object.fromEntries(fields.map((name) => [name, textOf(form, name)]));
  const next = textOf(form, "next");
  const state = await runStaffAction(
    form,
    async (ctx) =>
      kind
        ? nameColleague(ctx, await decideCase(ctx, { orderId: idIn(form, "order"), kind, typed }))
        : fail({ code: "no-such-case" }),
    await caseWords<unknown>("decided"),
  );
  if (state.failure === null) redirect(isUuid(next) ? `/admin/review?case=${next}` : "/admin/review");
  return state;
}

/** Sends the evidence against a dispute, and stays: whether the bank took it is told beside the form. */
export async function answerDisputeAction(_: FormState, form: FormData): Promise<FormState> {
  const input = {
    orderId: idIn(form, "order"),
    disputeId: textOf(form, "dispute"),
    note: textOf(form, "note"),
  };
  return runStaffAction(
    form,
    async (ctx) => nameColleague(ctx, await answerDispute(ctx, input)),
    await caseWords("answered"),
  );
}

export async function undoCaseAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { decisionId: idIn(form, "decision") };
  return runStaffAction(form, (ctx) => undoDecision(ctx, input), await caseWords("undone"));
}
