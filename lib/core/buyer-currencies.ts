/** What buyers may pay in. */
export const BUYER_CURRENCIES = ["USD", "EUR", "GBP", "CAD", "AUD", "AED"] as const;

export type BuyerCurrency = (typeof BUYER_CURRENCIES)[number];

export const isBuyerCurrency = (text: unknown): text is BuyerCurrency =>
  BUYER_CURRENCIES.some((known) => known === text);

const EURO =
  "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK GF GP MQ RE YT".split(
    " ",
  );
const OWN: Readonly<Record<string, BuyerCurrency>> = {
  GB: "GBP",
  GG: "GBP",
  IM: "GBP",
  JE: "GBP",
  CA: "CAD",
  AU: "AUD",
  AE: "AED",
  ...Object.fromEntries(EURO.map((country) => [country, "EUR" as const])),
};

/** Languages that are spoken where the euro is, when the browser names no country. */
const EURO_LANGUAGES = new Set(["de", "fr", "it", "nl", "el", "fi", "pt-pt", "et", "lv", "lt", "sk", "sl"]);

/**
 * What to suggest paying in, by the country of the browser's first language: `en-GB` → GBP. A suggestion alone: the buyer's choice wins.
 * @param acceptLanguage the header, as it came
 */
export function suggestCurrency(acceptLanguage: string | null): BuyerCurrency {
  const first = acceptLanguage?.split(",")[0]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const country = first.split("-").find((part, index) => index > 0 && part.length === 2);
  if (country) return OWN[country.toUpperCase()] ?? "USD";
  return EURO_LANGUAGES.has(first) ? "EUR" : "USD";
}
