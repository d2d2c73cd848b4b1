import { COUNTRIES } from "./calling-codes";

const names = new Intl.DisplayNames("en", { type: "region" });

function slugOf(country: string): string {
  return (names.of(country) ?? country)
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, "and")
    .replace(/[’'`.]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const slugs = new Map(COUNTRIES.map(({ country }) => [country, slugOf(country)]));
const countries = new Map([...slugs].map(([country, slug]) => [slug, country]));

/** English name of a country as a path segment; never two letters, so that it cannot be taken for a locale. */
export function countrySlug(country: string): string {
  return slugs.get(country) ?? slugOf(country);
}

export function countryOfSlug(slug: string): string | undefined {
  return countries.get(slug);
}
