import type { Ctx } from "@/db/context";
import { readOperators } from "./read-operators";

export interface CountryView {
  /** ISO 3166 alpha-2. */
  country: string;
  slug: string;
  operators: { name: string; slug: string }[];
}

/** Every country that something can be sent to, by its slug, with its operators, the most asked-for first. */
export async function listCountries(ctx: Ctx): Promise<CountryView[]> {
  const countries = new Map<string, CountryView>();
  for (const { country, countrySlug, name, slug } of await readOperators(ctx)) {
    const entry = countries.get(country) ?? { country, slug: countrySlug, operators: [] };
    entry.operators.push({ name, slug });
    countries.set(country, entry);
  }
  return [...countries.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}
