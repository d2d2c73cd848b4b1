"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { ensureBuyerId } from "@/app/buyer";
import { keepCurrency } from "@/app/buyer-currency";
import { keepGoodsPlace } from "@/app/goods-place";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { ButtonState } from "@/components/checkout/button-form";
import type { PromoState } from "@/components/checkout/promo-form";
import type { FindState } from "@/components/phone/find-state";
import { localePath, type Locale } from "@/i18n/locales";
import { addRecipient, addToNumber, applyPromo, dropPromo, removeLine, renewQuote } from "@/lib/checkout";
import type { Failure } from "@/lib/core/failure";
import { isBuyerCurrency } from "@/lib/core/buyer-currencies";
import { countryName } from "@/lib/phone/country-name";
import { countrySlug } from "@/lib/phone/country-slug";
import { buyerContext } from "@/lib/runtime";

const contextOf = async (locale: Locale) => buyerContext({ buyerId: await ensureBuyerId(), locale });

/** Takes the `line` of a `checkout` off. */
export async function removeLineAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const removed = await removeLine(await contextOf(locale), {
    checkoutId: textOf(form, "checkout"),
    line: Number(textOf(form, "line")),
  });
  refresh();
  return { failure: removed.ok ? null : await writeFailure(locale, removed.failure) };
}

/** One more number for a checkout: on to what of it may be sent there as well. @param place its line is what it takes the place of; null: a new one */
export async function addNumberAction(
  place: { checkoutId: string; line: number | null },
  _state: FindState,
  form: FormData,
): Promise<FindState> {
  const locale = localeOf(form);
  const typed = { number: textOf(form, "number"), country: textOf(form, "country") };
  const found = await addRecipient(await contextOf(locale), {
    ...place,
    input: typed.number,
    ...(typed.country ? { country: typed.country } : {}),
  });
  if (!found.ok) {
    const { code, values }: Failure = found.failure;
    const country = typeof values?.country === "string" ? countryName(values.country, locale) : "none";
    const { text } = await writeFailure(locale, { code, values: { ...values, country } });
    return { failure: { code, text }, typed };
  }
  const { token, countrySlug: country, operator } = found.value;
  const path = operator ? `/checkout/${encodeURIComponent(place.checkoutId)}/add` : `/${country}`;
  redirect(localePath(locale, `${path}?to=${token}`));
}

/** Something else for the number of a `line`: on to what can be sent to it. */
export async function addToNumberAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const added = await addToNumber(await contextOf(locale), {
    checkoutId: textOf(form, "checkout"),
    line: Number(textOf(form, "line")),
  });
  if (!added.ok) return { failure: await writeFailure(locale, added.failure) };
  const { token, operator } = added.value;
  redirect(localePath(locale, `/${countrySlug(operator.country)}/${operator.slug}?to=${token}`));
}

/** Where things that go to no number stand. */
const SHELVES = ["esim", "gift-cards", "bills"] as const;

/** Something that goes to no number for a `checkout`: on to the shelf `where` it stands. */
export async function addGoodsAction(form: FormData): Promise<void> {
  const locale = localeOf(form);
  await keepGoodsPlace(textOf(form, "checkout"));
  const where = SHELVES.find((shelf) => shelf === textOf(form, "where")) ?? "gift-cards";
  redirect(localePath(locale, `/${where}`));
}

/** Lays the typed `code` beside a `checkout`. */
export async function applyPromoAction(_state: PromoState, form: FormData): Promise<PromoState> {
  const locale = localeOf(form);
  const typed = textOf(form, "code");
  const applied = await applyPromo(await contextOf(locale), {
    checkoutId: textOf(form, "checkout"),
    code: typed,
  });
  refresh();
  return applied.ok
    ? { failure: null, typed: "" }
    : { failure: await writeFailure(locale, applied.failure), typed };
}

/** Takes the code away from a `checkout`. */
export async function dropPromoAction(_state: ButtonState, form: FormData): Promise<ButtonState> {
  const locale = localeOf(form);
  const dropped = await dropPromo(await contextOf(locale), { checkoutId: textOf(form, "checkout") });
  refresh();
  return { failure: dropped.ok ? null : await writeFailure(locale, dropped.failure) };
}

/** Only a path of our own, or it would lead buyers away. */
const pathOf = (text: string): string => (/^\/(?![/\\])[\w\-./?=&%]*$/.test(text) ? text : "/");

/** What to pay in from now on; an open `checkout` is priced anew in it. Without one it goes back to the page it came `from`. */
export async function chooseCurrencyAction(form: FormData): Promise<void> {
  const locale = localeOf(form);
  const currency = textOf(form, "currency");
  const checkoutId = textOf(form, "checkout");
  if (isBuyerCurrency(currency)) await keepCurrency(currency);
  if (!checkoutId) redirect(pathOf(textOf(form, "from")));
  const page = (id: string, rest = "") => localePath(locale, `/checkout/${encodeURIComponent(id)}${rest}`);
  if (!isBuyerCurrency(currency)) redirect(page(checkoutId));
  const renewed = await renewQuote(await contextOf(locale), { checkoutId, currency });
  redirect(
    renewed.ok ? page(renewed.value.checkoutId) : page(checkoutId, `?refused=${renewed.failure.code}`),
  );
}
