"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import type { FormState } from "@/components/admin/settle/form-state";
import { endRate, setRate } from "@/lib/catalog/prices";
import { NotPermitted } from "@/lib/core/permissions";
import { askingForCode } from "../../../asking-for-code";
import { remakeShopPages } from "../../../remake-shop-pages";
import { requireStaff } from "../../../require-staff";
import { momentIn } from "../../moment-in";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim().slice(0, 2000) : "";
};

const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    ["currency", "rate", "until", "reason", "confirmed"].map((name) => [name, textOf(form, name)]),
  );

async function permitted(form: FormData, work: () => Promise<FormState>): Promise<FormState> {
  try {
    return await askingForCode(form, work);
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    const t = await getTranslations("staff-prices.save.failures");
    return { failure: t("not-permitted"), done: null, typed: typedIn(form) };
  }
}

/** Staff set a rate by hand. */
export async function setRateAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices");
  return permitted(form, async () => {
    const { ctx } = await requireStaff();
    const set = await setRate(ctx, {
      currency: textOf(form, "currency").toUpperCase(),
      rate: textOf(form, "rate"),
      until: momentIn(textOf(form, "until")) ?? new Date(0),
      reason: textOf(form, "reason"),
      confirmed: textOf(form, "confirmed") === "1",
    });
    const { failure } = set.ok ? { failure: undefined } : set;
    if (failure)
      return {
        failure: t(`save.failures.${failure.code}`, failure.values),
        done: null,
        typed: typedIn(form),
      };
    remakeShopPages();
    refresh();
    return { failure: null, done: t("rates.done"), typed: {} };
  });
}

/** The rate of the source counts again. */
export async function endRateAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices.rates");
  return permitted(form, async () => {
    const { ctx } = await requireStaff();
    await endRate(ctx, textOf(form, "currency"));
    remakeShopPages();
    refresh();
    return { failure: null, done: t("ended"), typed: {} };
  });
}
