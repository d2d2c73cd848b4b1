import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locales";
import type { Messages } from "./messages-en";

/** One module a language, so that a page loads its own alone. */
const MESSAGES: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import("./messages-en"),
};

export default getRequestConfig(async ({ locale: asked, requestLocale }) => {
  const wanted = asked ?? (await requestLocale);
  const locale = hasLocale(LOCALES, wanted) ? wanted : DEFAULT_LOCALE;
  const { default: messages } = await MESSAGES[locale]();
  return { locale, messages, timeZone: "UTC" };
});
