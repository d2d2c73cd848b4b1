"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { z } from "zod";
import type { FormState } from "@/components/admin/settle/form-state";
import { withdrawChange } from "@/lib/catalog/prices";
import { NotPermitted } from "@/lib/core/permissions";
import { askingForCode } from "../../asking-for-code";
import { requireStaff } from "../../require-staff";

/** Staff take a planned change back. */
export async function withdrawAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices");
  const read = z.uuid().safeParse(form.get("change"));
  const refuse = (failure: string): FormState => ({ failure, done: null, typed: {} });
  if (!read.success) return refuse(t("rules.change-counts"));
  try {
    return await askingForCode(form, async () => {
      const { ctx } = await requireStaff();
      const withdrawn = await withdrawChange(ctx, read.data);
      refresh();
      return withdrawn.ok
        ? { failure: null, done: t("rules.withdrawn"), typed: {} }
        : refuse(t("rules.change-counts"));
    });
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    return refuse(t("save.failures.not-permitted"));
  }
}
