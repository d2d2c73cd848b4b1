import { createTranslator } from "use-intl/core";
import messages from "@/messages/en/mail.json";

const make = (locale: string) => createTranslator({ locale, messages });
const translators = new Map<string, ReturnType<typeof make>>();

/** The texts of mails in a locale; made once, since it compiles each text it writes. */
export function translatorOf(locale: string): ReturnType<typeof make> {
  const translator = translators.get(locale) ?? make(locale);
  translators.set(locale, translator);
  return translator;
}
