import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { readShape } from "@/scripts/texts/read-shape";

const folder = join(import.meta.dirname, "../messages");
/** What staff read is English alone. */
const STAFF = /^(admin|staff-\w+|mail\.(sign-in|staff-invited|alert))\./;

/** Every text of a language by its place: `shop.form.label`. */
function textsOf(locale: string): Map<string, string> {
  const files = readdirSync(join(folder, locale)).map((file): [string, unknown] => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(folder, locale, file), "utf8")),
  ]);
  return new Map(flatten(Object.fromEntries(files), []));
}

function flatten(node: unknown, place: string[]): [string, string][] {
  if (typeof node === "string") return [[place.join("."), node]];
  return Object.entries(node as object).flatMap(([key, inner]) => flatten(inner, [...place, key]));
}

/** Forms that whole numbers up to 200 take; those of millions alone are not asked for. */
function formsOf(locale: string): Map<string, number[]> {
  const rules = new Intl.PluralRules(locale);
  const forms = new Map<string, number[]>();
  for (let count = 0; count <= 200; count += 1) {
    const form = rules.select(count);
    forms.set(form, [...(forms.get(form) ?? []), count]);
  }
  return forms;
}

const english = textsOf(DEFAULT_LOCALE);
const wanted = [...english.keys()].filter((place) => !STAFF.test(place)).sort();
const others = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);

it("has a folder for every language, and for no other", () => {
  expect(readdirSync(folder).sort()).toEqual([...LOCALES].sort());
});

it.each(LOCALES)("compiles every text in %s", (locale) => {
  const broken: string[] = [];
  const messages: Record<string, string> = {};
  // Each text for itself, since a place may have dots in its name.
  const texts = [...textsOf(locale)];
  for (const [index, [, text]] of texts.entries()) messages[`m${index}`] = text;
  const t = createTranslator({
    locale,
    messages,
    onError: ({ code, message }) => code === "INVALID_MESSAGE" && broken.push(message),
    getMessageFallback: ({ key }) => key,
  });
  for (const key of Object.keys(messages)) t(key);
  expect(broken).toEqual([]);
});

describe.each(others)("in %s", (locale) => {
  const texts = textsOf(locale);

  it("lacks no text, and has none of its own", () => {
    expect([...texts.keys()].sort()).toEqual(wanted);
  });

  it("asks for the same values and tags as English", () => {
    const parts = (text: string) => {
      const { args, tags } = readShape(text);
      return { args, tags };
    };
    for (const [place, text] of texts)
      expect({ place, ...parts(text) }).toEqual({ place, ...parts(english.get(place) ?? "") });
  });

  it("has every plural form of the language", () => {
    const forms = [...formsOf(locale)];
    const lacking = [...texts].flatMap(([place, text]) =>
      readShape(text).plurals.flatMap((branches) =>
        forms
          .filter(
            ([form, counts]) => !branches.includes(form) && !counts.every((n) => branches.includes(`=${n}`)),
          )
          .map(([form]) => `${place}: ${form}`),
      ),
    );
    expect(lacking).toEqual([]);
  });
});
