"use server";

import { getTranslations } from "next-intl/server";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { ensureBuyerId } from "@/app/buyer";
import { readCurrency } from "@/app/buyer-currency";
import { localeOf, textOf } from "@/app/read-form";
import { shopOrigin } from "@/app/shop-origin";
import { writeFailure, type ShownFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import type { PayState } from "@/components/checkout/pay-form";
import { localePath } from "@/i18n/locales";
import { payCheckout, renewQuote, startCheckout } from "@/lib/checkout";
import { buyerContext } from "@/lib/runtime";

/** What a refused form shows again: why, and everything that was typed. */
export interface StartState {
  failure: ShownFailure | null;
  typed: Record<string, string>;
}

/** The buyer picked what to send: `to` (recipient token), `product`, and for a range `amount` with `face-currency`. */
export async function startCheckoutAction(_state: StartState, form: FormData): Promise<StartState> {
  const locale = localeOf(form);
  const amount = textOf(form, "amount").trim();
  const [buyerId, currency] = await Promise.all([ensureBuyerId(), readCurrency()]);
  const ctx = buyerContext({ buyerId, locale, currency });
  const started = await startCheckout(ctx, {
    recipientToken: textOf(form, "to"),
    productId: textOf(form, "product"),
    ...(amount ? { face: { text: amount, currency: textOf(form, "face-currency") } } : {}),
  });
  if (!started.ok) return { failure: await writeFailure(locale, started.failure), typed: { amount } };
  redirect(localePath(locale, `/checkout/${started.value.checkoutId}`));
}

/** Entries of a form whose names begin so, by the number that follows. */
function numbered(form: FormData, prefix: string): [number, string][] {
  return [...form.entries()].flatMap(([name, value]): [number, string][] =>
    name.startsWith(prefix) && typeof value === "string"
      ? [[Number(name.slice(prefix.length)), value.slice(0, 60)]]
      : [],
  );
}

/** Pay was pressed. What the buyer agreed to is taken from our own texts, never from the browser. */
export async function payAction(_state: PayState, form: FormData): Promise<PayState> {
  const locale = localeOf(form);
  const typed = {
    email: textOf(form, "email"),
    residence: textOf(form, "residence"),
    consent: form.get("consent") !== null,
    answers: Object.fromEntries(
      [...form.entries()].flatMap(([name, value]) =>
        name.startsWith("answers.") && typeof value === "string"
          ? [[name.slice("answers.".length), value.slice(0, 60)]]
          : [],
      ),
    ),
  };
  // Longer than a field: it names each of up to fifteen lines, and addresses.
  const seen = String(form.get("seen") ?? "").slice(0, 5000);
  const [ctx, sent, t] = await Promise.all([
    ensureBuyerId().then((buyerId) => buyerContext({ buyerId, locale })),
    headers(),
    getTranslations({ locale, namespace: "checkout.form" }),
  ]);
  const paid = await payCheckout(
    { ...ctx, appUrl: shopOrigin(sent.get("host")) + localePath(locale, "") },
    {
      ...typed,
      checkoutId: textOf(form, "checkout"),
      seen: seen || undefined,
      answers: {
        lastFour: Object.fromEntries(numbered(form, "answers.four-")),
        again: numbered(form, "answers.again-").map(([line]) => line),
      },
      names: Object.fromEntries(numbered(form, "answers.name-")),
      consentText: t("consent"),
      ip: sent.get("x-forwarded-for")?.split(",")[0]?.trim() ?? null,
      userAgent: sent.get("user-agent"),
    },
  );
  if (paid.ok) redirect(paid.value.payUrl);
  // The page around the form changes with the price's end or another tab's payment.
  refresh();
  return { failure: await writeFailure(locale, paid.failure), typed };
}

/** Asks for the price of this minute; the page then says what it was before. */
export async function renewQuoteAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const ctx = buyerContext({ buyerId: await ensureBuyerId(), locale });
  const renewed = await renewQuote(ctx, { checkoutId: textOf(form, "checkout") });
  if (!renewed.ok) {
    refresh();
    return { failure: await writeFailure(locale, renewed.failure) };
  }
  const { checkoutId, before } = renewed.value;
  redirect(localePath(locale, `/checkout/${checkoutId}?before=${before.minor}`));
}
