import { readFileSync } from "node:fs";
import { chanceBy, pickBy } from "./hash-text";
import type { World, WorldCountry, WorldOperator } from "./world-types";

export type { World, WorldCountry, WorldOperator } from "./world-types";

/** Units of each currency for one US dollar, as decimal strings. */
export interface FxRates {
  base: "USD";
  asOf: string;
  rates: Record<string, string>;
}

/** The world with its indices. */
export interface WorldIndex extends World {
  country(iso: string): WorldCountry | undefined;
  operator(key: string): WorldOperator | undefined;
  operatorsOf(iso: string): WorldOperator[];
  /** Network whose number range holds this number (E.164 digits without plus); `iso` is the number's country. */
  rangeHolder(digits: string, iso: string): WorldOperator | undefined;
  /** Network that serves this number today: the range holder's, or another one when the number was ported. */
  servingOperator(digits: string, iso: string): WorldOperator | undefined;
  /** Another network than the range holder's, of those that are `sold`: the one that serves the number where it is among them. */
  anotherOperator(
    digits: string,
    iso: string,
    sold: (operator: WorldOperator) => boolean,
  ): WorldOperator | undefined;
}

const PORTED_PERCENT = 10;
/** Scenario digits: ported by definition. All other scenario numbers stay with their range holder. */
const ALWAYS_PORTED = new Set(["0013", "0020"]);

/** Mid-market rates against the US dollar. */
export function readFxRates(): FxRates {
  return JSON.parse(readFileSync(new URL("fx-rates.json", import.meta.url), "utf8")) as FxRates;
}

/** True for every tenth number, by the number alone; scenario numbers (last four digits 0001 to 0020) only where the scenario says so. */
export function isPorted(digits: string): boolean {
  const ending = digits.slice(-4);
  if (ALWAYS_PORTED.has(ending)) return true;
  if (/^00(0[1-9]|1\d|20)$/.test(ending)) return false;
  return chanceBy(`ported ${digits}`, PORTED_PERCENT);
}

let loaded: WorldIndex | undefined;

/** The world, read once per process. */
export function readWorld(): WorldIndex {
  loaded ??= indexWorld(JSON.parse(readFileSync(new URL("world.json", import.meta.url), "utf8")) as World);
  return loaded;
}

function indexWorld(world: World): WorldIndex {
  const countries = new Map(world.countries.map((country) => [country.iso, country]));
  const operators = new Map(world.operators.map((operator) => [operator.key, operator]));
  const byCountry = groupByCountry(world.operators);
  const byPrefix = new Map<string, WorldOperator>();
  for (const operator of world.operators) {
    for (const prefix of operator.prefixes.split(" ")) {
      if (prefix !== "") byPrefix.set(`${operator.country}${prefix}`, operator);
    }
  }
  const operatorsOf = (iso: string) => byCountry.get(iso) ?? [];
  const rangeHolder = (digits: string, iso: string) =>
    longestPrefix(byPrefix, digits, iso) ?? byRange(operatorsOf(iso), digits);
  const servingOperator = (digits: string, iso: string) => {
    const holder = rangeHolder(digits, iso);
    if (!holder || !isPorted(digits)) return holder;
    const others = operatorsOf(iso).filter((other) => other !== holder && other.account === null);
    return portedTo(digits, others) ?? holder;
  };
  return {
    ...world,
    country: (iso) => countries.get(iso),
    operator: (key) => operators.get(key),
    operatorsOf,
    rangeHolder,
    servingOperator,
    anotherOperator(digits, iso, sold) {
      const holder = rangeHolder(digits, iso);
      const others = operatorsOf(iso).filter(
        (other) => other !== holder && other.account === null && sold(other),
      );
      const serving = servingOperator(digits, iso);
      return others.find((other) => other === serving) ?? pickBy(`named for ${digits}`, others);
    },
  };
}

/** Scenario numbers go to the best known of the others: a network that nearly every provider sells, and the same whatever the digits before. */
function portedTo(digits: string, others: WorldOperator[]): WorldOperator | undefined {
  if (!ALWAYS_PORTED.has(digits.slice(-4))) return pickBy(`ported to ${digits}`, others);
  return others.toSorted((one, other) => other.popularity - one.popularity)[0];
}

function longestPrefix(
  byPrefix: Map<string, WorldOperator>,
  digits: string,
  iso: string,
): WorldOperator | undefined {
  for (let length = Math.min(digits.length, 12); length > 0; length -= 1) {
    const holder = byPrefix.get(iso + digits.slice(0, length));
    if (holder) return holder;
  }
  return undefined;
}

/** Where no prefix data exist, blocks of ten thousand numbers are dealt out by popularity. */
function byRange(operators: WorldOperator[], digits: string): WorldOperator | undefined {
  const phones = operators.filter((operator) => operator.account === null);
  const tickets = phones.flatMap((operator) =>
    Array.from({ length: Math.ceil(operator.popularity / 10) }, () => operator),
  );
  return pickBy(`range ${digits.slice(0, -4)}`, tickets);
}

function groupByCountry(operators: WorldOperator[]): Map<string, WorldOperator[]> {
  const groups = new Map<string, WorldOperator[]>();
  for (const operator of operators) {
    const group = groups.get(operator.country);
    if (group) group.push(operator);
    else groups.set(operator.country, [operator]);
  }
  return groups;
}
