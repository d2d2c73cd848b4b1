"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import type { FormState } from "@/components/admin/settle/form-state";
import { NotPermitted } from "@/lib/core/permissions";
import { compareNow, readPayoutsNow } from "@/lib/reconciliation";
import { booksContext } from "@/lib/runtime";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

async function permitted(form: FormData, work: () => Promise<FormState>): Promise<FormState> {
  await requireStaff("books.read");
  try {
    return await askingForCode(form, work);
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    const t = await getTranslations("staff-prices.save.failures");
    return { failure: t("not-permitted"), done: null, typed: {} };
  }
}

/** Compares the books of the last days with everybody else's, now. */
export async function runAction(_state: FormState, form: FormData): Promise<FormState> {
  return permitted(form, async () => {
    const { staff } = await requireStaff();
    const run = await compareNow(booksContext(staff), { days: Number(form.get("days")) });
    refresh();
    const t = await getTranslations("staff-prices.run");
    if (!run) return { failure: t("busy"), done: null, typed: {} };
    const breaks = Object.values(run.found).reduce((sum, count) => sum + count, 0);
    return { failure: null, done: t("done", { state: run.state, breaks }), typed: {} };
  });
}

/** Reads what Stripe has paid out, now. */
export async function takeInPayoutsAction(_state: FormState, form: FormData): Promise<FormState> {
  return permitted(form, async () => {
    const { ctx } = await requireStaff();
    const seen = await readPayoutsNow(ctx);
    refresh();
    const t = await getTranslations("staff-prices.payouts");
    return seen === undefined
      ? { failure: t("broken"), done: null, typed: {} }
      : { failure: null, done: t("read", { seen }), typed: {} };
  });
}
