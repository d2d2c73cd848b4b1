"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { readBuyerId } from "@/app/buyer";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import { localePath } from "@/i18n/locales";
import { changeOperator } from "@/lib/fulfilment";
import { buyerContext } from "@/lib/runtime";

/** Whoever holds the order's address may have another `operator` deliver it, as long as the rule allows it. */
export async function changeOperatorAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const publicId = textOf(form, "order");
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const changed = await changeOperator(ctx, { publicId, operatorId: textOf(form, "operator") });
  if (changed.ok) redirect(localePath(locale, `/orders/${encodeURIComponent(publicId)}`));
  refresh();
  return { failure: await writeFailure(locale, changed.failure) };
}
