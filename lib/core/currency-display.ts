/** Signs that several currencies share: "$" is a dollar of many countries and a peso of others. */
const SHARED = /^([$£¥]|kr\.?|Rs\.?)$/;
/** Those whom everybody means by a sign that others use as well. */
const MEANT: readonly string[] = ["GBP", "JPY"];

const kept = new Map<string, "symbol" | "narrowSymbol">();

/** The sign that `display` gives a currency in a locale: "₦", "US$", "KWD". */
function signOf(currency: string, locale: string, display: "symbol" | "narrowSymbol"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: display });
  return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
}

/**
 * How a currency is written in a locale: by its short sign ("₦"), or, where that is the sign of others too, as the locale tells them apart:
 * "$", "CA$" and "A$" in English, "US$" in Spanish.
 */
export function currencyDisplay(currency: string, locale: string): "symbol" | "narrowSymbol" {
  const key = `${locale} ${currency}`;
  const known = kept.get(key);
  if (known) return known;
  const shared = !MEANT.includes(currency) && SHARED.test(signOf(currency, locale, "narrowSymbol"));
  const display = shared ? "symbol" : "narrowSymbol";
  kept.set(key, display);
  return display;
}

/** The sign beside an amount in a locale: "₦", "CA$". */
export const currencySign = (currency: string, locale: string): string =>
  signOf(currency, locale, currencyDisplay(currency, locale));
