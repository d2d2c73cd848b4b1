import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locales";
import { mergeMessages, type Texts } from "./merge-messages";
import english, { type Messages } from "./messages-en";

const kept = new Map<Locale, Promise<Messages>>();

/** The staff's texts are English alone. */
const TRANSLATED = Object.keys(english).filter((part) => part !== "admin");

/** One file a language and part, so that a page loads its own language alone; made once in a process. */
async function loadMessages(locale: Locale): Promise<Messages> {
  const parts = TRANSLATED.map(async (part) => {
    const file = (await import(`../messages/${locale}/${part}.json`).catch(() => undefined)) as
      | { default: Texts }
      | undefined;
    return [part, file?.default ?? {}] as const;
  });
  return mergeMessages(english, Object.fromEntries(await Promise.all(parts)));
}

function messagesOf(locale: Locale): Promise<Messages> {
  if (locale === DEFAULT_LOCALE) return Promise.resolve(english);
  const messages = kept.get(locale) ?? loadMessages(locale);
  kept.set(locale, messages);
  return messages;
}

export default getRequestConfig(async ({ locale: asked, requestLocale }) => {
  const wanted = asked ?? (await requestLocale);
  const locale = hasLocale(LOCALES, wanted) ? wanted : DEFAULT_LOCALE;
  return { locale, messages: await messagesOf(locale), timeZone: "UTC" };
});
