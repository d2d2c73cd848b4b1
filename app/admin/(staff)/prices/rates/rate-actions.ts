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

/** What the page showed of each currency, `EUR:id`, one space between two. */
const seenRate = (form: FormData, currency: string): string | null =>
  textOf(form, "seen")
    .split(" ")
    .find((one) => one.startsWith(`${currency}:`))
    ?.slice(currency.length + 1) ?? null;

/** Staff set a rate by hand. */
export async function setRateAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices");
  return permitted(form, async () => {
    const { ctx } = await requireStaff();
    const currency = textOf(form, "currency").toUpperCase();
    const set = await setRate(ctx, {
      currency,
      rate: textOf(form, "rate"),
      until: momentIn(textOf(form, "until")) ?? new Date(0),
      reason: textOf(form, "reason"),
      confirmed: textOf(form, "confirmed") === "1",
      seen: seenRate(form, currency),
    });
    const { failure } = set.ok ? { failure: undefined } : set;
    refresh();
    if (failure)
      return {
        failure:
          failure.code === "changed-meanwhile"
            ? t("rates.changedMeanwhile")
            : t(`save.failures.${failure.code}`, failure.values),
        done: null,
        typed: typedIn(form),
      };
    remakeShopPages();
    return { failure: null, done: t("rates.done"), typed: {} };
  });
}

/** The rate of the source counts again. */
export async function endRateAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices.rates");
  return permitted(form, async () => {
    const { ctx } = await requireStaff();
    const ended = await endRate(ctx, { currency: textOf(form, "currency"), seen: textOf(form, "seen") });
    refresh();
    if (!ended.ok) return { failure: t("changedMeanwhile"), done: null, typed: {} };
    remakeShopPages();
    return { failure: null, done: t("ended"), typed: {} };
  });
}
