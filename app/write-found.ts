import type { FoundThing } from "@/components/find/found-thing";
import { localePath } from "@/i18n/locales";
import type { Found } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";

/** Good in many countries: such a thing has a name of its own. */
const NOWHERE = "ZZ";

/** Unprefixed path of the page that something stands on. */
export function pathOfFound({ kind, country, countrySlug, slug, productKind }: Found): string {
  switch (kind) {
    case "country":
      return `/${slug}`;
    case "network":
      return `/${countrySlug}/${slug}`;
    case "plan":
      return `/${countrySlug}/${slug}#kind-${productKind}`;
    case "brand":
      return `/gift-cards/${countrySlug}/${slug}`;
    case "biller":
      return `/bills/${countrySlug}/${slug}`;
    case "travel":
      return `/esim/${country === NOWHERE ? slug : countrySlug}`;
  }
}

/** Something that was found, in the reader's words, with the address it stands at. */
export function writeFound(found: Found, locale: string): FoundThing {
  const { kind, country, name, detail } = found;
  const place = country === NOWHERE ? "" : countryName(country, locale);
  const text = {
    country: place,
    travel: place || name,
    plan: detail,
    network: name,
    brand: name,
    biller: name,
  }[kind];
  const note = {
    country: "",
    travel: "",
    plan: `${name} · ${place}`,
    network: place,
    brand: place,
    biller: place,
  }[kind];
  return {
    kind,
    text,
    note,
    href: localePath(locale, pathOfFound(found)),
    country: place ? country : null,
    operator: name,
  };
}
