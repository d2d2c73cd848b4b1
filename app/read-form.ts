import { hasLocale } from "next-intl";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "@/i18n/locales";

/** A field as text, cut where no honest value is as long; empty when it is none. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 300) : "";
};

/** The language of the page that a form stood on. */
export const localeOf = (form: FormData): Locale => {
  const asked = form.get("locale");
  return hasLocale(LOCALES, asked) ? asked : DEFAULT_LOCALE;
};
