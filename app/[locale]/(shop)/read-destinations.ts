import { cache } from "react";
import { listCountries } from "@/lib/catalog";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { countryName } from "@/lib/phone/country-name";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { runtime } from "@/lib/runtime";

/** A country that something can be sent to. */
export interface Destination {
  /** ISO 3166 alpha-2. */
  country: string;
  slug: string;
  name: string;
  callingCode: string;
  /** The most asked-for first. */
  operators: { name: string; slug: string }[];
}

const callingCodes = new Map(COUNTRIES.map(({ country, callingCode }) => [country, callingCode]));

/**
 * Every country that something can be sent to, by its name in the locale. Empty for a build that has no database: such pages are made
 * again soon after. Throws when the database is silent.
 */
export const readDestinations = cache(async (locale: string): Promise<Destination[]> => {
  const { context, env } = runtime();
  if (!env.databaseUrl) return [];
  const ctx = context({ kind: "system", id: "pages" });
  const countries = await listCountries(ctx);
  return countries
    .filter(({ country }) => callingCodes.has(country) && !isForbiddenDestination({ country }, ctx.policy))
    .map((entry) => ({
      ...entry,
      name: countryName(entry.country, locale),
      callingCode: callingCodes.get(entry.country) ?? "",
    }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
});
