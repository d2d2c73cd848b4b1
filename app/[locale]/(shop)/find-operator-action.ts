"use server";

import { hasLocale } from "next-intl";
import { redirect } from "next/navigation";
import { readBuyerId } from "@/app/buyer";
import { writeFailure } from "@/app/write-failure";
import type { FindState } from "@/components/phone/find-state";
import { DEFAULT_LOCALE, localePath, LOCALES } from "@/i18n/locales";
import { identifyNumber, type IdentifyFailure } from "@/lib/checkout";
import { countryName } from "@/lib/phone/country-name";
import { buyerContext } from "@/lib/runtime";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 200) : "";
};

/** Failures carry country codes; the buyer reads names. */
function withCountryName(failure: IdentifyFailure, locale: string) {
  const code = "values" in failure ? failure.values?.country : undefined;
  return {
    code: failure.code,
    values: { country: typeof code === "string" ? countryName(code, locale) : "none" },
  };
}

/** Number → operator: on to what can be sent to it, or to the choice of an operator. */
export async function findOperatorAction(_state: FindState, form: FormData): Promise<FindState> {
  const asked = textOf(form, "locale");
  const locale = hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE;
  const typed = { number: textOf(form, "number"), country: textOf(form, "country") };
  const ctx = buyerContext({ buyerId: (await readBuyerId()) ?? "guest", locale });
  const found = await identifyNumber(ctx, {
    input: typed.number,
    ...(typed.country ? { country: typed.country } : {}),
  });
  if (!found.ok) {
    const { code, text } = await writeFailure(locale, withCountryName(found.failure, locale));
    return { failure: { code, text }, typed };
  }
  const { token, countrySlug, operator } = found.value;
  const path = operator ? `/${operator.countrySlug}/${operator.slug}` : `/${countrySlug}`;
  redirect(localePath(locale, `${path}?to=${token}`));
}
