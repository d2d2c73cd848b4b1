import { readWorld, type WorldCountry } from "../world/read-world";
import { deriveCatalogue } from "./derive-catalogue";
import { describeOperator, type Shown } from "./describe-operator";
import type { ReloadlyOperator } from "./reloadly-operator";
import { toJson } from "./reply-with";

/** Which operators a list call wants. */
export interface OperatorFilter extends Shown {
  wants(operator: ReloadlyOperator): boolean;
  /** The same text for the same filter, so that lists are built once. */
  key: string;
}

export interface Catalogue {
  all: ReloadlyOperator[];
  countries: WorldCountry[];
  byId(id: number): ReloadlyOperator | undefined;
  ofCountry(iso: string): ReloadlyOperator[];
  country(iso: string): WorldCountry | undefined;
  /** The operator that sells airtime of a network. */
  airtimeOf(worldKey: string): ReloadlyOperator | undefined;
  /** JSON text of one operator, built once. */
  text(operator: ReloadlyOperator, shown: Shown): string;
  /** JSON texts of all operators that pass, in the order of their ids. */
  texts(filter: OperatorFilter, iso?: string): string[];
}

const MOST_LISTS = 2000;

let opened: Catalogue | undefined;

/** The catalogue never changes while the sandbox runs, so it is derived once per process. */
export function openCatalogue(): Catalogue {
  opened ??= indexCatalogue(deriveCatalogue());
  return opened;
}

function indexCatalogue(all: ReloadlyOperator[]): Catalogue {
  const world = readWorld();
  const ids = new Map(all.map((operator) => [operator.id, operator]));
  const airtime = new Map(
    all.filter((operator) => operator.kind === "airtime").map((operator) => [operator.worldKey, operator]),
  );
  const byCountry = new Map<string, ReloadlyOperator[]>();
  for (const operator of all) {
    const list = byCountry.get(operator.country) ?? [];
    byCountry.set(operator.country, list);
    list.push(operator);
  }
  const texts = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const text = (operator: ReloadlyOperator, shown: Shown): string => {
    const key = `${operator.id} ${shown.suggestedAmounts} ${shown.suggestedAmountsMap}`;
    const built = texts.get(key) ?? toJson(describeOperator(operator, shown));
    texts.set(key, built);
    return built;
  };
  const countries = world.countries.filter((country) => byCountry.has(country.iso));
  return {
    all,
    countries,
    byId: (id) => ids.get(id),
    ofCountry: (iso) => byCountry.get(iso) ?? [],
    country: (iso) => (byCountry.has(iso) ? world.country(iso) : undefined),
    airtimeOf: (worldKey) => airtime.get(worldKey),
    text,
    texts(filter, iso) {
      const key = `${iso ?? "*"} ${filter.key}`;
      const operators = iso === undefined ? all : (byCountry.get(iso) ?? []);
      const list = lists.get(key) ?? operators.filter(filter.wants).map((operator) => text(operator, filter));
      if (lists.size < MOST_LISTS) lists.set(key, list);
      return list;
    },
  };
}

/** Reads the query flags of the operator calls; unknown words count as not given. */
export function readFilter(query: URLSearchParams): OperatorFilter {
  const flag = (name: string, fallback: boolean) => {
    const value = query.get(name);
    return value === "true" ? true : value === "false" ? false : fallback;
  };
  const bundles = flag("includeBundles", flag("includesBundles", true));
  const [data, pin, range, fixed] = ["includeData", "includePin", "includeRange", "includeFixed"].map(
    (name) => flag(name, true),
  );
  const only = (["bundle", "data", "pin"] as const).filter((kind) =>
    flag(`${kind === "bundle" ? "bundles" : kind}Only`, false),
  );
  const comboOnly = flag("comboOnly", false);
  const shown = {
    suggestedAmounts: flag("suggestedAmounts", false),
    suggestedAmountsMap: flag("suggestedAmountsMap", false),
  };
  return {
    ...shown,
    key: JSON.stringify([bundles, data, pin, range, fixed, only, comboOnly, shown]),
    wants: ({ kind, denomination }) =>
      !comboOnly &&
      (bundles || kind !== "bundle") &&
      (data === true || kind !== "data") &&
      (pin === true || kind !== "pin") &&
      (range === true || denomination !== "RANGE") &&
      (fixed === true || denomination !== "FIXED") &&
      (only.length === 0 || only.some((wanted) => wanted === kind)),
  };
}
