import { DEFAULT_LOCALE, type Locale } from "@/i18n/locales";

/** Languages whose letters the pictures' typefaces have, and which need no shaping to be read; in the others a picture speaks English. */
const DRAWN: readonly Locale[] = ["en", "es", "fr", "pt", "ru", "fil"];

/** The language a picture speaks on a page of this one. */
export const drawnLocale = (locale: Locale): Locale => (DRAWN.includes(locale) ? locale : DEFAULT_LOCALE);

/** What the typefaces have, as `unicode-range` of their files says: Latin, Cyrillic, punctuation, signs of currencies. */
const HAVE =
  /[\u0020-\u007e\u00a1-\u02ff\u0400-\u045f\u0490-\u0491\u1e00-\u1e9f\u1ef2-\u1eff\u2010-\u2027\u2030-\u203a\u20a0-\u20c0\u2116\u2122]/u;

/** Blanks of every width are one for a picture. */
const plain = (text: string): string => text.replace(/\p{Z}+/gu, " ").trim();

/** Whether a picture can be made of the text: what it lacks letters for would be fetched from far away, or be boxes. */
export const canDraw = (text: string): boolean => [...plain(text)].every((letter) => HAVE.test(letter));

const LONGEST = 120;

/** The text as a picture shows it: with what can be drawn alone, and not longer than four lines. */
export function drawable(text: string): string {
  const drawn = plain([...plain(text)].filter((letter) => HAVE.test(letter)).join(""));
  return drawn.length > LONGEST ? `${drawn.slice(0, LONGEST - 1).trimEnd()}…` : drawn;
}
