import { createTranslator } from "use-intl/core";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/i18n/locales";
import { mergeMessages, type Texts } from "@/i18n/merge-messages";
import ar from "@/messages/ar/mail.json";
import en from "@/messages/en/mail.json";
import es from "@/messages/es/mail.json";
import fil from "@/messages/fil/mail.json";
import fr from "@/messages/fr/mail.json";
import hi from "@/messages/hi/mail.json";
import pt from "@/messages/pt/mail.json";
import ru from "@/messages/ru/mail.json";

const TEXTS: Record<Locale, Texts> = { en, es, fr, pt, ar, hi, ru, fil };

const make = (locale: Locale) =>
  createTranslator({ locale, messages: mergeMessages(en, TEXTS[locale]), timeZone: "UTC" });
const translators = new Map<Locale, ReturnType<typeof make>>();

/** The texts of mails in a locale, English for one we do not speak; made once, since it compiles each text it writes. */
export function translatorOf(asked: string): ReturnType<typeof make> {
  const locale = LOCALES.find((known) => known === asked) ?? DEFAULT_LOCALE;
  const translator = translators.get(locale) ?? make(locale);
  translators.set(locale, translator);
  return translator;
}
