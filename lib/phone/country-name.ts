const known = new Map<string, Intl.DisplayNames>();

/** Name of a country (ISO 3166 alpha-2) in the language of a locale. */
export function countryName(country: string, locale: string): string {
  let names = known.get(locale);
  if (!names) known.set(locale, (names = new Intl.DisplayNames(locale, { type: "region" })));
  return names.of(country) ?? country;
}
