"use server";

import { redirect } from "next/navigation";
import { readBuyerId } from "@/app/buyer";
import { localeOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import { localePath } from "@/i18n/locales";
import { identifyNumber, openRequest } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

/** From a request to what can be sent: only now the number is looked up and kept, and whoever answers sees it in part alone. */
export async function answerRequestAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const sealed = String(form.get("request"));
  const request = openRequest(ctx, sealed);
  // The page says why: it has ended meanwhile.
  if (request === null || request === "over")
    redirect(localePath(locale, `/request/${encodeURIComponent(sealed.slice(0, 1500))}`));
  const { number, amount } = request;
  const found = await identifyNumber(ctx, { input: number, masked: true });
  if (!found.ok)
    return { failure: await writeFailure(locale, { code: found.failure.code, values: { country: "none" } }) };
  const { token, countrySlug, operator } = found.value;
  const path = operator ? `/${operator.countrySlug}/${operator.slug}` : `/${countrySlug}`;
  redirect(localePath(locale, `${path}?to=${token}${amount ? `&amount=${amount}` : ""}`));
}
