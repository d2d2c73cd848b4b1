import { rowOfNetwork } from "./known-networks";
import { countryWords, plainWords } from "./name-words";
import { literalName, normaliseOperatorName } from "./normalise-operator-name";
import type { ProductKind, ProviderOperator } from "@/lib/providers/spec";
import { resolveNetwork } from "./resolve-network";

export type OperatorSort = "network" | "brand" | "biller" | "travel";

/** What a provider's operator is: a row of ours, by what it is found, or why its name does not tell. */
export type Identity =
  | { kind: "known"; country: string; matchName: string; name: string; networkCodes: string[] }
  | { kind: "unsure"; reason: "unknown" | "ambiguous"; suggestions: string[] };

const SORTS: Partial<Record<ProductKind, OperatorSort>> = {
  "gift-card": "brand",
  bill: "biller",
  esim: "travel",
};

export const sortOfKind = (kind: ProductKind): OperatorSort => SORTS[kind] ?? "network";

/** Country of what is good for a whole region, as ISO 3166 leaves it to its users. */
const NO_COUNTRY = "ZZ";

/** UN M49 areas that travel eSIMs are sold for, named by CLDR, and what they are also called. */
const REGIONS = [
  "001",
  "002",
  "003",
  "005",
  "009",
  "013",
  "019",
  "029",
  "142",
  "145",
  "150",
  "151",
  "154",
  "155",
  "419",
];
const ALSO_CALLED: Readonly<Record<string, string>> = {
  global: "001",
  worldwide: "001",
  international: "001",
  "latin america and caribbean": "419",
  eu: "150",
};
const english = new Intl.DisplayNames("en", { type: "region" });
const regionNames = new Map([
  ...REGIONS.map((code) => [plainWords(english.of(code) ?? code).join(" "), code] as const),
  ...Object.entries(ALSO_CALLED),
]);

const TRAVEL_WORDS = new Set(["travel", "esim", "esims", "e", "sim", "data", "plan", "plans"]);

/**
 * Names of networks are read by resolveNetwork. Brands and billers are never guessed: only the very same name in the same country is the
 * same. Travel eSIMs belong to their country, or to their region.
 */
export function identifyOperator(operator: ProviderOperator, sort: OperatorSort): Identity {
  if (sort === "network") return identifyNetwork(operator);
  if (sort === "travel") return identifyPlace(operator);
  const { name, country } = operator;
  const letters = keyOf(sort, name, country);
  const shown = withoutCountry(name, country);
  const matchName = letters === "" ? plainWords(name).join("") : letters;
  return { kind: "known", country, matchName, name: shown, networkCodes: [] };
}

function identifyNetwork({ name, country }: ProviderOperator): Identity {
  const guess = resolveNetwork(name, country);
  if (guess.kind === "unsure")
    return { ...guess, suggestions: guess.suggestions.map((network) => network.name).slice(0, 5) };
  return { kind: "known", ...rowOfNetwork(guess.network, country) };
}

function identifyPlace({ name, country }: ProviderOperator): Identity {
  const place = countryWords(country);
  const words = plainWords(name).filter((word) => !TRAVEL_WORDS.has(word));
  const region = regionNames.get(words.join(" "));
  if (region)
    return {
      kind: "known",
      country: NO_COUNTRY,
      matchName: region,
      name: english.of(region) ?? name,
      networkCodes: [],
    };
  const own = words.filter((word) => !place.has(word) && word !== country.toLowerCase());
  if (own.length === 0)
    return { kind: "known", country, matchName: "esim", name: "Travel eSIM", networkCodes: [] };
  return {
    kind: "known",
    country,
    matchName: own.join(""),
    name: withoutCountry(name, country),
    networkCodes: [],
  };
}

/** Of a biller every word but its country's counts: "Power Prepaid" fills a meter, "Power Postpaid" pays an account. */
function keyOf(sort: OperatorSort, name: string, country: string): string {
  if (sort !== "biller") return literalName(name, country).replaceAll(" ", "");
  const place = countryWords(country);
  return plainWords(name)
    .filter((word) => !place.has(word))
    .join("");
}

function withoutCountry(name: string, country: string): string {
  const words = name.split(/\s+/);
  const place = countryWords(country);
  const own = words.filter((word) => !plainWords(word).every((part) => place.has(part)));
  return own.length > 0 ? own.join(" ") : name;
}

/** What an alias of staff is found by. */
export function aliasKey(sort: OperatorSort, name: string, country: string): string {
  return sort === "network" ? normaliseOperatorName(name, country) : keyOf(sort, name, country);
}
