"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import type { FormState } from "@/components/admin/settle/form-state";
import { changeTax } from "@/lib/catalog/prices";
import type { PriceEdit } from "@/lib/catalog/prices/types";
import { NotPermitted } from "@/lib/core/permissions";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";
import { momentIn } from "../moment-in";

const formSchema = z.object({
  request: z.uuid(),
  basis: z.coerce.number().int().min(0),
  reason: z.string().max(2000),
  starts: z.string().max(40).default(""),
});

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim().slice(0, 2000) : "";
};

const TYPED = ["country", "percent", "base", "starts", "reason", "note"];
const refusal = (form: FormData, failure: string): FormState => ({
  failure,
  done: null,
  typed: Object.fromEntries(TYPED.map((name) => [name, textOf(form, name)])),
});

async function change(form: FormData, edit: PriceEdit): Promise<FormState> {
  const t = await getTranslations("staff-prices");
  const sent = Object.fromEntries(form);
  const read = formSchema.safeParse({ ...sent, reason: textOf(form, "reason") || textOf(form, "note") });
  const from = read.success ? momentIn(read.data.starts) : undefined;
  if (!read.success || from === undefined) return refusal(form, t("save.failures.change-invalid"));
  const { request: requestId, basis, reason } = read.data;
  try {
    return await askingForCode(form, async () => {
      const { ctx } = await requireStaff();
      const changed = await changeTax(ctx, { requestId, basis, reason, from, edits: [edit] });
      if (!changed.ok) {
        const { code, values } = changed.failure;
        return refusal(form, t(`save.failures.${code}`, values));
      }
      refresh();
      return { failure: null, done: t("tax.done", changed.value), typed: {} };
    });
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    return refusal(form, t("save.failures.not-permitted"));
  }
}

/** Staff turn taxes on or off. */
export async function switchTaxAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  return change(form, { what: "tax", on: textOf(form, "on") === "1" });
}

/** Staff set the rate of a country, or take it away. */
export async function setTaxAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices.tax");
  const country = textOf(form, "country");
  const percent = textOf(form, "percent");
  const base = textOf(form, "base") === "margin" ? "margin" : "price";
  if (!/^[A-Z]{2}$/.test(country)) return refusal(form, t("unknownCountry"));
  if (percent !== "" && !(/^\d{1,2}(\.\d{1,4})?$/.test(percent) && Number(percent) <= 50))
    return refusal(form, t("wrongPercent"));
  return change(form, { what: "tax-rate", country, rate: percent === "" ? null : { percent, base } });
}
