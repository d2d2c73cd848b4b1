import { setApart } from "@/i18n/locales";
import { REGIONAL, type OperatorView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";

type Of = Pick<OperatorView, "name" | "slug" | "country">;

/** Codes (UN M49) of the regions that an eSIM is sold for, by their place in an address. */
const REGIONS: Readonly<Record<string, string>> = {
  world: "001",
  africa: "002",
  "north-america": "003",
  "south-america": "005",
  asia: "142",
  europe: "150",
};

/** "Nigeria"; of what is good in several countries the region: "Europe". */
export function writePlace({ country, slug, name }: Of, locale: string): string {
  if (country !== REGIONAL) return countryName(country, locale);
  const region = REGIONS[slug];
  return region ? countryName(region, locale) : name;
}

/** An operator with where it is: "MTN · Nigeria". What is named by its region alone is not told twice. */
export function writeOperator(operator: Of, locale: string, between = " · "): string {
  const place = writePlace(operator, locale);
  return operator.country === REGIONAL ? place : `${setApart(operator.name, locale)}${between}${place}`;
}
