import listed from "./known-networks.json";
import { NETWORK_NAMES } from "./network-names";
import { displayOperatorName, isTelling, literalName, tellingWords } from "./normalise-operator-name";

/** One real network with every name that means it alone in its country. */
export interface KnownNetwork {
  /** What its row is found by. */
  matchName: string;
  /** How it is called on pages. */
  name: string;
  /** MCC-MNC pairs. */
  codes: string[];
  /** Every name as its telling words. */
  wordings: string[][];
}

/** The networks that a name may mean: several where they have a company in common. */
export type Meaning = readonly KnownNetwork[];

export interface CountryNetworks {
  all: readonly KnownNetwork[];
  /** By normalised name. */
  byKey: ReadonlyMap<string, Meaning>;
  /** By the name to the letter, where it tells more than the country. */
  byLetter: ReadonlyMap<string, Meaning>;
}

/** Brand, the companies behind it, MCC-MNC pairs. */
type ListedNetwork = [name: string, companies: string[], codes: string[]];

/** As scripts/build-networks.ts writes it. */
interface ListedCountry {
  running: ListedNetwork[];
  /** Names of number ranges, some of them old. */
  ranges: string[];
  ended: ListedNetwork[];
}

interface Draft {
  country: string;
  all: KnownNetwork[];
  byKey: Map<string, Meaning>;
  byLetter: Map<string, Meaning>;
}

const known = new Map<string, CountryNetworks>();

/** The networks of a country (ISO 3166 alpha-2) that public lists or our own names know. */
export function knownNetworksOf(country: string): CountryNetworks {
  const made = known.get(country) ?? gather(country);
  known.set(country, made);
  return made;
}

/** The row that a network of the lists gets, by the name it is suggested by; undefined where no list knows it. */
export function wantedNetwork(
  name: string,
  country: string,
): { country: string; matchName: string; name: string; networkCodes: string[] } | undefined {
  const network = knownNetworksOf(country).all.find((one) => one.name === name);
  return network && rowOfNetwork(network, country);
}

export const rowOfNetwork = ({ matchName, name, codes }: KnownNetwork, country: string) => ({
  country,
  matchName,
  name: displayOperatorName(name, country),
  networkCodes: codes,
});

/** Each name goes to the first that bears it: our own names, brands that run, number ranges, their companies, what has ended. */
function gather(country: string): CountryNetworks {
  const lists = listed as unknown as Readonly<Record<string, ListedCountry>>;
  const { running = [], ranges = [], ended = [] } = lists[country] ?? {};
  const draft: Draft = { country, all: [], byKey: new Map(), byLetter: new Map() };
  for (const { name, names } of NETWORK_NAMES.filter((row) => row.country === country)) {
    const network = networkOf(draft, name);
    for (const other of names) bear(draft, network, other);
  }
  const current = running.map((row) => addBrand(draft, row));
  for (const name of ranges) networkOf(draft, name);
  addCompanies(draft, current);
  addCompanies(
    draft,
    ended.map((row) => addBrand(draft, row)),
  );
  return draft;
}

function bear({ country, byKey, byLetter }: Draft, network: KnownNetwork, name: string): void {
  const words = tellingWords(name, country);
  const letters = literalName(name, country);
  if (isTelling(name, country) && !byLetter.has(letters)) byLetter.set(letters, [network]);
  if (byKey.has(words.join(""))) return;
  byKey.set(words.join(""), [network]);
  network.wordings.push(words);
}

/** The network of a name, a new one where none bears it. */
function networkOf(draft: Draft, name: string): KnownNetwork {
  const matchName = tellingWords(name, draft.country).join("");
  const found = draft.byKey.get(matchName)?.at(0);
  const network = found ?? { matchName, name, codes: [], wordings: [] };
  if (!found) draft.all.push(network);
  bear(draft, network, name);
  return network;
}

interface Branded {
  network: KnownNetwork;
  companies: string[];
}

function addBrand(draft: Draft, [name, companies, codes]: ListedNetwork): Branded {
  const network = networkOf(draft, name);
  network.codes.push(...codes);
  // "Mobile Vikings / JIM Mobile" is called by its first name alone, too.
  const [first = name] = name.split("/");
  if (isTelling(first, draft.country)) bear(draft, network, first);
  return { network, companies };
}

/** A company's name means every brand it stands behind, unless it is somebody's own name. */
function addCompanies(draft: Draft, brands: Branded[]): void {
  const { country, byKey, byLetter } = draft;
  const taken = { keys: new Set(byKey.keys()), letters: new Set(byLetter.keys()) };
  for (const { network, companies } of brands) {
    for (const name of companies) {
      const words = tellingWords(name, country);
      const key = words.join("");
      if (!taken.keys.has(key)) {
        byKey.set(key, [...new Set([...(byKey.get(key) ?? []), network])]);
        network.wordings.push(words);
      }
      const letters = literalName(name, country);
      if (isTelling(name, country) && !taken.letters.has(letters))
        byLetter.set(letters, [...new Set([...(byLetter.get(letters) ?? []), network])]);
    }
  }
}
