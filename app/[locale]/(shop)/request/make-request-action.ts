"use server";

import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { localeOf, textOf } from "@/app/read-form";
import { writeFailure } from "@/app/write-failure";
import type { RequestState } from "@/components/request/request-state";
import { localePath, type Locale } from "@/i18n/locales";
import { sealRequest } from "@/lib/checkout";
import { LONGEST_NAME, LONGEST_WORDS, requestSchema, type RequestField } from "@/lib/checkout/request-schema";
import { countryName } from "@/lib/phone/country-name";
import { parseNumber, type PhoneFailure } from "@/lib/phone/parse-number";
import { runtime } from "@/lib/runtime";

type Failures = RequestState["failures"];

async function numberFailure(locale: Locale, failure: PhoneFailure): Promise<Failures> {
  const code = "values" in failure ? failure.values?.country : undefined;
  const values = { country: code ? countryName(code, locale) : "none" };
  const { text } = await writeFailure(locale, { code: failure.code, values });
  return failure.code === "number-needs-country" ? { country: text } : { number: text };
}

async function wordFailures(
  locale: Locale,
  issues: { path: PropertyKey[]; message: string }[],
): Promise<Failures> {
  const t = await getTranslations({ locale, namespace: "request.failures" });
  return Object.fromEntries(
    issues.map(({ path, message }) => {
      const field = path[0] as RequestField;
      const most = field === "name" ? LONGEST_NAME : LONGEST_WORDS;
      return [field, t(message as Parameters<typeof t>[0], { most })];
    }),
  );
}

/** Seals number, amount and words into a link; nothing of them is stored, and nobody is asked about the number yet. */
export async function makeRequestAction(_state: RequestState, form: FormData): Promise<RequestState> {
  const locale = localeOf(form);
  const typed = {
    number: textOf(form, "number"),
    country: textOf(form, "country"),
    amount: textOf(form, "amount"),
    name: textOf(form, "name"),
    message: textOf(form, "message"),
  };
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const number = parseNumber(
    { input: typed.number, ...(typed.country ? { country: typed.country } : {}) },
    ctx.policy,
  );
  const words = requestSchema.safeParse(typed);
  if (!number.ok || !words.success) {
    const failures = {
      ...(number.ok ? {} : await numberFailure(locale, number.failure)),
      ...(words.success ? {} : await wordFailures(locale, words.error.issues)),
    };
    return { failures, typed };
  }
  const { e164, country } = number.value;
  const token = sealRequest(ctx, { number: e164, country, ...words.data });
  redirect(localePath(locale, `/request/${token}/share`));
}
