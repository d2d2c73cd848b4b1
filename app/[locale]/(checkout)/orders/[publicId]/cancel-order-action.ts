"use server";

import { hasLocale } from "next-intl";
import { refresh } from "next/cache";
import { readBuyerId } from "@/app/buyer";
import { writeFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { cancelOrder } from "@/lib/fulfilment";
import { buyerContext } from "@/lib/runtime";

/** Whoever holds the order's address may cancel it, as long as the rule allows it. */
export async function cancelOrderAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = form.get("locale");
  const known = hasLocale(LOCALES, locale) ? locale : DEFAULT_LOCALE;
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale: known });
  const cancelled = await cancelOrder(ctx, { publicId: String(form.get("order")) });
  refresh();
  return { failure: cancelled.ok ? null : await writeFailure(known, cancelled.failure) };
}
