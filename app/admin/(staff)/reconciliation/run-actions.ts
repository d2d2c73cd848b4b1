"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import type { FormState } from "@/components/admin/settle/form-state";
import { assertMay, NotPermitted } from "@/lib/core/permissions";
import { readPayouts, reconcile } from "@/lib/reconciliation";
import { booksContext } from "@/lib/runtime";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 31;

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
    const { staff, ctx } = await requireStaff();
    assertMay(ctx.actor, "books.mend");
    const asked = Math.trunc(Number(form.get("days")));
    const days = asked >= 1 && asked <= MOST_DAYS ? asked : 1;
    const run = await reconcile(booksContext(staff), { from: new Date(Date.now() - days * DAY_MS) });
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
    assertMay(ctx.actor, "books.mend");
    const seen = await readPayouts(ctx);
    refresh();
    const t = await getTranslations("staff-prices.payouts");
    return seen === undefined
      ? { failure: t("broken"), done: null, typed: {} }
      : { failure: null, done: t("read", { seen }), typed: {} };
  });
}
