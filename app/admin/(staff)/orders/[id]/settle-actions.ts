"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { NIL, validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import type { Messages } from "@/i18n/messages-en";
import type { Failure } from "@/lib/core/failure";
import type { Result } from "@/lib/core/result";
import {
  answerDispute,
  askAgainNow,
  decideProposal,
  letThrough,
  notePaidByHand,
  refundAgain,
  settleReview,
  turnAway,
  workCaseNow,
} from "@/lib/fulfilment";
import { reviewSchema } from "@/lib/fulfilment/review-schema";
import type { AppCtx } from "@/lib/runtime";
import { askingForCode } from "../../../asking-for-code";
import { requireStaff } from "../../../require-staff";

type Settle = Messages["admin"]["settle"];

const LONGEST = 4000;

/** As typed, without what no database keeps. */
const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  if (typeof value !== "string") return "";
  return Buffer.from(value.slice(0, LONGEST).replaceAll("\0", "")).toString();
};

/** What is no id is the id of nothing. */
const orderOf = (form: FormData): string => {
  const id = textOf(form, "order");
  return isUuid(id) ? id : NIL;
};

/** Everything that was typed, but for the code: that is not sent back. */
function typedIn(form: FormData): Record<string, string> {
  const names = ["verdict", "reason", "note", "operatorReference"];
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
}

const timeIn = (values: Failure["values"]): Record<string, string | number> | undefined => {
  const from = values?.["from"];
  return typeof from === "string" ? { ...values, from: `${from.slice(11, 19)} UTC` } : values;
};

async function refused(form: FormData, { code, values }: Failure): Promise<FormState> {
  const t = await getTranslations("admin.settle.failures");
  return { failure: t(code as keyof Settle["failures"], timeIn(values)), done: null, typed: typedIn(form) };
}

/** Runs a verb as the member of staff who pressed, and says what came of it. The page is read anew in both cases. */
async function run(
  form: FormData,
  work: (ctx: AppCtx) => Promise<Result<unknown, Failure>>,
  done: keyof Settle["done"] | ((value: unknown) => keyof Settle["done"]),
): Promise<FormState> {
  return askingForCode(form, async () => {
    const { ctx } = await requireStaff();
    const result = await work(ctx);
    refresh();
    if (!result.ok) return refused(form, result.failure);
    const t = await getTranslations("admin.settle.done");
    return { failure: null, done: t(typeof done === "string" ? done : done(result.value)), typed: {} };
  });
}

/** `run` for what ends a case: two of staff never work the same one. */
async function runCase(...[form, work, done]: Parameters<typeof run>): Promise<FormState> {
  return run(form, (ctx) => workCaseNow(ctx, orderOf(form), () => work(ctx)), done);
}

export async function reviewAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const fields = ["verdict", "reason", "note", "operatorReference", "code"];
  const read = reviewSchema.safeParse(Object.fromEntries(fields.map((name) => [name, textOf(form, name)])));
  if (!read.success) return refused(form, { code: read.error.issues[0]?.message ?? "verdict-missing" });
  return runCase(
    form,
    (ctx) => settleReview(ctx, { orderId: orderOf(form), form: read.data }),
    (value) => (value === "proposed" ? "proposed" : "settled"),
  );
}

export async function decideAction(_state: FormState, form: FormData): Promise<FormState> {
  const agree = textOf(form, "agree") === "yes";
  const input = { orderId: orderOf(form), proposalId: textOf(form, "proposal"), agree };
  return runCase(form, (ctx) => decideProposal(ctx, input), agree ? "settled" : "withdrawn");
}

export async function askAction(_state: FormState, form: FormData): Promise<FormState> {
  return run(form, (ctx) => askAgainNow(ctx, { orderId: orderOf(form) }), "asked");
}

export async function letThroughAction(_state: FormState, form: FormData): Promise<FormState> {
  return runCase(form, (ctx) => letThrough(ctx, { orderId: orderOf(form) }), "through");
}

/** A verb that wants to be told why. */
async function runWithNote(
  form: FormData,
  work: (ctx: AppCtx, input: { orderId: string; note: string }) => Promise<Result<unknown, Failure>>,
  done: keyof Settle["done"],
): Promise<FormState> {
  const input = { orderId: orderOf(form), note: textOf(form, "note").trim() };
  if (input.note.length < 5) return refused(form, { code: "note-missing" });
  return runCase(form, (ctx) => work(ctx, input), done);
}

export async function turnAwayAction(_state: FormState, form: FormData): Promise<FormState> {
  return runWithNote(form, turnAway, "away");
}

export async function refundAgainAction(_state: FormState, form: FormData): Promise<FormState> {
  return runCase(form, (ctx) => refundAgain(ctx, { orderId: orderOf(form) }), "refunding");
}

export async function paidByHandAction(_state: FormState, form: FormData): Promise<FormState> {
  return runWithNote(form, notePaidByHand, "paid");
}

export async function sendEvidenceAction(_state: FormState, form: FormData): Promise<FormState> {
  const input = {
    orderId: orderOf(form),
    disputeId: textOf(form, "dispute"),
    note: textOf(form, "note").trim(),
  };
  return run(form, (ctx) => answerDispute(ctx, input), "sent");
}
