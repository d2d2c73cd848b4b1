"use server";

import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/components/admin/settle/form-state";
import { changePrices } from "@/lib/catalog/prices";
import { editsSchema } from "@/lib/catalog/prices/draft-schema";
import { NotPermitted } from "@/lib/core/permissions";
import { askingForCode } from "../../../asking-for-code";
import { remakeShopPages } from "../../../remake-shop-pages";
import { requireStaff } from "../../../require-staff";
import { momentIn } from "../../moment-in";

const json = z
  .string()
  .max(100_000)
  .transform((text, check): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      check.addIssue({ code: "custom", message: "no JSON" });
      return z.NEVER;
    }
  });

const formSchema = z.object({
  request: z.uuid(),
  basis: z.coerce.number().int().min(0),
  edits: json.pipe(editsSchema),
  restores: z.coerce.number().int().min(1).optional(),
  reason: z.string().max(2000),
  starts: z.string().max(40),
  confirmed: z.literal("1").optional(),
});

const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    ["reason", "starts", "confirmed"].flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" ? [[name, value.slice(0, 2000)]] : [];
    }),
  );

/** Staff make a version of how prices are made; the list of rules tells that it was made. */
export async function changeAction(_state: FormState, form: FormData): Promise<FormState> {
  await requireStaff();
  const t = await getTranslations("staff-prices.save.failures");
  const refuse = (failure: string): FormState => ({ failure, done: null, typed: typedIn(form) });
  const read = formSchema.safeParse(Object.fromEntries(form));
  const moment = read.success ? momentIn(read.data.starts) : undefined;
  if (!read.success || moment === undefined) return refuse(t("change-invalid"));
  const { request: requestId, basis, edits, restores, reason, confirmed } = read.data;
  const change = { requestId, basis, edits, reason, from: moment, confirmed: confirmed === "1" };
  let made: number | undefined;
  try {
    const answer = await askingForCode(form, async () => {
      const { ctx } = await requireStaff();
      const changed = await changePrices(ctx, { ...change, ...(restores ? { restores } : {}) });
      if (!changed.ok) return refuse(t(changed.failure.code, changed.failure.values));
      remakeShopPages();
      made = changed.value.n;
      return refuse("");
    });
    if (made === undefined) return answer;
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    return refuse(t("not-permitted"));
  }
  redirect(`/admin/prices?saved=${made}`);
}
