"use server";

import { NIL, validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import { parseMoney } from "@/lib/core/parse-money";
import { block, liftBlock, writeNote } from "@/lib/customers";
import { BLOCK_KINDS, type BlockKind } from "@/lib/customers/types";
import {
  cancelByStaff,
  decideRefund,
  readRefundTerms,
  refundByStaff,
  sendReceipt,
  sendThrough,
  undoDecision,
  workCaseNow,
} from "@/lib/fulfilment";
import { fail } from "@/lib/core/result";
import { caseWords } from "../../../case-words";
import { nameColleague } from "../../../name-colleague";
import { runStaffAction, textOf } from "../../../run-staff-action";

/** What is no id is the id of nothing. */
const idIn = (form: FormData, name: string): string => {
  const id = textOf(form, name);
  return isUuid(id) ? id : NIL;
};

const versionIn = (form: FormData): number => {
  const text = textOf(form, "version");
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
};

export async function sendThroughAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { orderId: idIn(form, "order"), offerId: idIn(form, "offer"), version: versionIn(form) };
  return runStaffAction(form, (ctx) => sendThrough(ctx, input), await caseWords("chosen"));
}

export async function cancelAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { orderId: idIn(form, "order"), version: versionIn(form), note: textOf(form, "note") };
  return runStaffAction(form, (ctx) => cancelByStaff(ctx, input), await caseWords("cancelled"));
}

export async function refundPartAction(_: FormState, form: FormData): Promise<FormState> {
  const orderId = idIn(form, "order");
  const note = textOf(form, "note");
  return runStaffAction(
    form,
    async (ctx) => {
      if (note.length < 5) return fail({ code: "note-missing" });
      const terms = await readRefundTerms(ctx, { orderId });
      const amount = terms && parseMoney(textOf(form, "amount"), terms.left.currency);
      if (terms && !amount) return fail({ code: "refund-amount" });
      return refundByStaff(ctx, { orderId, note, version: versionIn(form), amountMinor: amount?.minor });
    },
    await caseWords<unknown>((value) => (value === "proposed" ? "proposed" : "refunding")),
  );
}

export async function decideRefundAction(_: FormState, form: FormData): Promise<FormState> {
  const agree = textOf(form, "agree") === "yes";
  const input = { orderId: idIn(form, "order"), proposalId: idIn(form, "proposal"), agree };
  return runStaffAction(
    form,
    async (ctx) => nameColleague(ctx, await workCaseNow(ctx, input.orderId, () => decideRefund(ctx, input))),
    await caseWords(agree ? "refunding" : "withdrawn"),
  );
}

export async function receiptAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { orderId: idIn(form, "order"), requestId: idIn(form, "request") };
  return runStaffAction(form, (ctx) => sendReceipt(ctx, input), await caseWords("written"));
}

const kindIn = (key: string): BlockKind | undefined => BLOCK_KINDS.find((kind) => key.startsWith(`${kind}:`));

export async function blockAction(_: FormState, form: FormData): Promise<FormState> {
  const key = textOf(form, "key");
  const kind = kindIn(key);
  const hours = textOf(form, "hours");
  return runStaffAction(
    form,
    async (ctx) =>
      kind
        ? block(ctx, {
            kind,
            value: key.slice(kind.length + 1),
            reason: textOf(form, "reason"),
            hours: hours === "for-ever" ? null : Number(hours),
          })
        : fail({ code: "block-invalid" }),
    await caseWords<unknown>("blocked"),
  );
}

export async function liftAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { id: idIn(form, "block"), reason: textOf(form, "reason") };
  return runStaffAction(form, (ctx) => liftBlock(ctx, input), await caseWords("lifted"));
}

export async function noteAction(_: FormState, form: FormData): Promise<FormState> {
  const customer = textOf(form, "customer");
  const about = customer ? { customer } : { orderId: idIn(form, "order") };
  const input = { about, text: textOf(form, "text"), requestId: idIn(form, "request") };
  return runStaffAction(form, (ctx) => writeNote(ctx, input), await caseWords("noted"));
}

export async function undoAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { decisionId: idIn(form, "decision") };
  return runStaffAction(form, (ctx) => undoDecision(ctx, input), await caseWords("undone"));
}
