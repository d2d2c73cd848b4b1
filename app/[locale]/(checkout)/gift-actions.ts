"use server";

import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { refresh } from "next/cache";
import { ensureBuyerId } from "@/app/buyer";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import type { GiftState } from "@/components/checkout/gift-form";
import { localePath, type Locale } from "@/i18n/locales";
import { keepCode, sendCodeTo, type SendCodeFailure } from "@/lib/checkout";
import { LONGEST_NAME, LONGEST_WORDS } from "@/lib/checkout/request-schema";
import { buyerContext } from "@/lib/runtime";

const placeOf = (form: FormData) => ({
  checkoutId: textOf(form, "checkout"),
  line: Number(textOf(form, "line")),
});

async function failureOf(
  locale: Locale,
  failure: SendCodeFailure,
): Promise<Pick<GiftState, "failures" | "refused">> {
  if (failure.code !== "gift-invalid")
    return { failures: {}, refused: (await writeFailure(locale, failure)).text };
  const t = await getTranslations({ locale, namespace: "checkout.gift.failures" });
  const { field = "email", why = "recipient-email-invalid" } = failure.values ?? {};
  const most = field === "from" ? LONGEST_NAME : LONGEST_WORDS;
  return { failures: { [field]: t(why as Parameters<typeof t>[0], { most }) }, refused: null };
}

/** The code of a `line` of a `checkout` goes to the `email` as well, `from` somebody, with a `message`. */
export async function sendCodeToAction(_state: GiftState, form: FormData): Promise<GiftState> {
  const locale = localeOf(form);
  const typed = {
    email: textOf(form, "email"),
    from: textOf(form, "from"),
    message: textOf(form, "message"),
  };
  const place = placeOf(form);
  const ctx = buyerContext({ buyerId: await ensureBuyerId(), locale });
  const sent = await sendCodeTo(ctx, { ...place, gift: typed });
  if (!sent.ok) return { ...(await failureOf(locale, sent.failure)), typed };
  redirect(localePath(locale, `/checkout/${encodeURIComponent(place.checkoutId)}`));
}

/** The code of a `line` of a `checkout` goes to its buyer alone again. */
export async function keepCodeAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const kept = await keepCode(buyerContext({ buyerId: await ensureBuyerId(), locale }), placeOf(form));
  refresh();
  return { failure: kept.ok ? null : await writeFailure(locale, kept.failure) };
}
