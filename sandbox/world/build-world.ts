/** Writes world.json from the data that npm packages ship. Run by hand: `npx tsx sandbox/world/build-world.ts`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import countryToCurrency from "country-to-currency";
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  type CountryCode,
} from "libphonenumber-js/max";
import examples from "libphonenumber-js/examples.mobile.json";
import metadata from "libphonenumber-js/metadata.max.json";
import { chooseOperators } from "./choose-operators";
import { readCarrierPrefixes } from "./read-carrier-prefixes";
import { readNetworks } from "./read-networks";
import type { World, WorldCountry, WorldOperator } from "./world-types";

const names = new Intl.DisplayNames(["en"], { type: "region" });
const currencyNames = new Intl.DisplayNames(["en"], { type: "currency" });

/** Countries the packages place nowhere or under a currency nobody pays refills in. */
const CURRENCY_EXCEPTIONS: Record<string, string> = { ZW: "USD", PA: "USD", LR: "USD", BQ: "USD" };

/** Where a numbering plan's array holds the national prefix. */
const NATIONAL_PREFIX = 5;

/** The block of MTS is empty in the carrier data. */
const EXTRA_PREFIXES: Record<string, string> = {
  "ru-mts": "7910 7911 7912 7913 7914 7915 7916 7917 7918 7919",
};

function currencySymbol(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(1);
  return parts.find((part) => part.type === "currency")?.value ?? currency;
}

function trunkPrefixOf(iso: CountryCode): string | null {
  const plans: Record<string, unknown[]> = metadata.countries;
  const prefix = plans[iso]?.[NATIONAL_PREFIX];
  return typeof prefix === "string" && /^\d$/.test(prefix) ? prefix : null;
}

function describeCountry(iso: CountryCode, continent: string): WorldCountry {
  const currencies: Record<string, string> = { ...countryToCurrency, ...CURRENCY_EXCEPTIONS };
  const currency = currencies[iso] ?? "USD";
  return {
    iso,
    name: names.of(iso) ?? iso,
    continent,
    callingCode: `+${getCountryCallingCode(iso)}`,
    currency,
    currencyName: currencyNames.of(currency) ?? currency,
    currencySymbol: currencySymbol(currency),
    trunkPrefix: trunkPrefixOf(iso),
    exampleNumber: getExampleNumber(iso, examples)?.number ?? null,
  };
}

function withExtraPrefixes(operator: WorldOperator): WorldOperator {
  const extra = EXTRA_PREFIXES[operator.key];
  return extra
    ? { ...operator, prefixes: `${operator.prefixes} ${extra}`.trim().split(" ").sort().join(" ") }
    : operator;
}

function buildWorld(): World {
  const carriers = readCarrierPrefixes();
  const { networks, continents } = readNetworks();
  const world: World = { countries: [], operators: [] };
  for (const iso of getCountries().toSorted()) {
    const operators = chooseOperators({
      iso,
      countryName: names.of(iso) ?? iso,
      carriers: carriers.get(iso) ?? new Map<string, string[]>(),
      networks: networks.get(iso) ?? [],
    });
    if (operators.length === 0) continue;
    world.countries.push(describeCountry(iso, continents.get(iso) ?? "Africa"));
    world.operators.push(...operators.map(withExtraPrefixes));
  }
  return world;
}

/** One country or operator a line, so that a change can be read. */
function toText(world: World): string {
  const lines = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join(",\n");
  return `{"countries":[\n${lines(world.countries)}\n],"operators":[\n${lines(world.operators)}\n]}\n`;
}

writeFileSync(fileURLToPath(new URL("world.json", import.meta.url)), toText(buildWorld()));
