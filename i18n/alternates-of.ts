import { DEFAULT_LOCALE, localePath, LOCALES } from "./locales";

/** Every language's address of a page, for `alternates.languages` and the sitemap. @param path unprefixed; @param origin "" for relative ones */
export function languagesOf(path: string, origin = ""): Record<string, string> {
  const addresses = LOCALES.map((locale) => [locale, `${origin}${localePath(locale, path)}`]);
  return { ...Object.fromEntries(addresses), "x-default": `${origin}${localePath(DEFAULT_LOCALE, path)}` };
}

/** `alternates` of an indexable page's metadata: its own address, and the same page in each language. */
export function alternatesOf(locale: string, path: string) {
  return { canonical: localePath(locale, path), languages: languagesOf(path) };
}
