import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/locales";
import type { Messages } from "@/i18n/messages-en";
import type { Failure } from "@/lib/core/failure";

/** A refusal as a page shows it beside its field: the code picks the place, the text is the buyer's. */
export interface ShownFailure {
  code: string;
  values?: Record<string, string | number>;
  text: string;
}

/** Picks the text of a failure: `failures.<code>`, else `checkout.failures.<code>`, else one that says what to do next. */
export async function writeFailure(locale: Locale, { code, values }: Failure): Promise<ShownFailure> {
  const [common, own] = await Promise.all([
    getTranslations({ locale, namespace: "failures" }),
    getTranslations({ locale, namespace: "checkout.failures" }),
  ]);
  const commonKey = code as keyof Messages["failures"];
  const ownKey = code as keyof Messages["checkout"]["failures"];
  const text = common.has(commonKey)
    ? common(commonKey, values)
    : own(own.has(ownKey) ? ownKey : "unknown", values);
  return { code, ...(values ? { values } : {}), text };
}
