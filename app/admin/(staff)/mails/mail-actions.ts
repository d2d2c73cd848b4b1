"use server";

import { NIL, validate as isUuid } from "uuid";
import type { FormState } from "@/components/admin/settle/form-state";
import { sendMailAgain } from "@/lib/fulfilment";
import { caseWords } from "../../case-words";
import { runStaffAction, textOf } from "../../run-staff-action";

export async function mailAgainAction(_: FormState, form: FormData): Promise<FormState> {
  const request = textOf(form, "request");
  const input = { mailId: textOf(form, "mail"), requestId: isUuid(request) ? request : NIL };
  return runStaffAction(
    form,
    (ctx) => sendMailAgain(ctx, input),
    await caseWords<unknown>((value) => (value === "copied" ? "mailCopied" : "mailTried")),
  );
}
