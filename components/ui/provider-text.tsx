import { useLocale } from "next-intl";
import { directionOf } from "@/i18n/locales";

/** Words of a provider, as they came: where they are not in the page's language they say in which, so that they are read out in it. */
export function ProviderText({ text, lang = "en" }: { text: string; lang?: string }) {
  const locale = useLocale();
  if (lang === locale) return text;
  return (
    <span lang={lang} dir={directionOf(lang)}>
      {text}
    </span>
  );
}
