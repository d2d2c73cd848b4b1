import { useLocale } from "next-intl";
import { needsConsent } from "@/lib/checkout/pay-schema";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { countryName } from "@/lib/phone/country-name";

/** Options of every country by name; those whose buyers must agree to immediate delivery are marked. */
export function CountryOptions() {
  const locale = useLocale();
  const named = COUNTRIES.map(({ country }) => ({ country, name: countryName(country, locale) }));
  named.sort((a, b) => a.name.localeCompare(b.name, locale));
  return named.map(({ country, name }) => (
    <option key={country} value={country} data-eu={needsConsent(country) ? "" : undefined}>
      {name}
    </option>
  ));
}
