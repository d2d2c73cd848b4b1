import homes from "./currency-homes.json";

/** What buyers may pay in. */
export const BUYER_CURRENCIES = ["USD", "EUR", "GBP", "CAD", "AUD", "AED"] as const;

export type BuyerCurrency = (typeof BUYER_CURRENCIES)[number];

export const isBuyerCurrency = (text: unknown): text is BuyerCurrency =>
  BUYER_CURRENCIES.some((known) => known === text);

interface Home {
  /** ISO 3166 alpha-2. */
  countries: string[];
  /** Spoken where the currency is, when the browser names no country. */
  languages?: string[];
}

/** Where each currency other than the dollar is paid in; `next.config.mjs` reads the same file. */
const HOMES: Readonly<Record<Exclude<BuyerCurrency, "USD">, Home>> = homes;
const BY_COUNTRY = new Map<string, string>();
const BY_LANGUAGE = new Map<string, string>();
for (const [currency, { countries, languages = [] }] of Object.entries<Home>(HOMES)) {
  for (const country of countries) BY_COUNTRY.set(country, currency);
  for (const language of languages) BY_LANGUAGE.set(language, currency);
}

/**
 * What to suggest paying in, by the country of the browser's first language: `en-GB` → GBP. A suggestion alone: the buyer's choice wins.
 * @param acceptLanguage the header, as it came
 */
export function suggestCurrency(acceptLanguage: string | null): BuyerCurrency {
  const first = acceptLanguage?.split(",")[0]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const country = first.split("-").find((part, index) => index > 0 && part.length === 2);
  const home = country ? BY_COUNTRY.get(country.toUpperCase()) : BY_LANGUAGE.get(first);
  return isBuyerCurrency(home) ? home : "USD";
}
