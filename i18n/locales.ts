/** Languages with a folder in `messages/`; the first is the unprefixed one. */
export const LOCALES = ["en", "es", "fr", "pt", "ar", "hi", "ru", "fil"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Record<Locale, string> = {
  en: "English",
  es: "Español",
  fr: "Français",
  pt: "Português",
  ar: "العربية",
  hi: "हिन्दी",
  ru: "Русский",
  fil: "Filipino",
};

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export const directionOf = (locale: string): "ltr" | "rtl" => (RIGHT_TO_LEFT.has(locale) ? "rtl" : "ltr");

/**
 * A text in another script than the language's, such as a provider's name for a package, or a number, keeps its order inside a sentence: marks
 * without width set it apart. Only where the page runs from right to left; elsewhere nothing would change but the text.
 */
export const setApart = (text: string, locale: string): string =>
  directionOf(locale) === "rtl" && text !== "" ? `\u2068${text}\u2069` : text;

/** Path of a page in a locale: English stands without its prefix. */
export function localePath(locale: string, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}

/** Pages that are kept once a currency have it in their inner path: `/es/priced/EUR/nigeria/mtn`. */
const PRICED = /^\/priced\/[A-Z]{3}(?=\/)/;

/** Locale and unprefixed path of an address, as the browser or a rewrite writes it: `/es/help` → es, `/help`. */
export function readLocalePath(pathname: string): { locale: Locale; path: string } {
  const [, first = ""] = pathname.split("/");
  const locale = LOCALES.find((known) => known === first);
  if (!locale) return { locale: DEFAULT_LOCALE, path: pathname };
  return { locale, path: pathname.slice(first.length + 1).replace(PRICED, "") || "/" };
}
