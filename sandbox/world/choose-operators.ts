import { chanceBy, hashText } from "./hash-text";
import { curatedOperators, type CuratedOperator } from "./curated-operators";
import { normaliseName, sellsRefills, slugOf } from "./name-operator";
import type { Network } from "./read-networks";
import type { WorldOperator } from "./world-types";

export interface CountrySources {
  iso: string;
  countryName: string;
  carriers: Map<string, string[]>;
  networks: Network[];
}

interface Candidate {
  name: string;
  alternates: Set<string>;
  mccMnc: Set<string>;
  prefixes: Set<string>;
}

const MOST_PER_COUNTRY = 6;

/** The country's operators: curated ones first, then what carriers and networks agree on, biggest number ranges first. */
export function chooseOperators(sources: CountrySources): WorldOperator[] {
  const curated = curatedOperators[sources.iso] ?? [];
  const taken = new Set<string>();
  const chosen = curated.map((entry) => fromCurated(sources, entry, taken));
  const places = curated.length === 0 ? MOST_PER_COUNTRY : curated.length < MOST_PER_COUNTRY ? 1 : 0;
  const rest = rankCandidates(collectCandidates(sources, taken)).slice(0, places);
  const found = rest.map((candidate, rank) =>
    fromCandidate({ iso: sources.iso, rank, beside: curated.length > 0 }, candidate),
  );
  const keys = new Set<string>();
  return [...chosen, ...found].filter((operator) => !keys.has(operator.key) && keys.add(operator.key));
}

function fromCurated(sources: CountrySources, entry: CuratedOperator, taken: Set<string>): WorldOperator {
  const prefixes: string[] = [];
  const mccMnc: string[] = [];
  for (const [name, own] of sources.carriers) {
    if (taken.has(name) || !entry.match.test(name.toLowerCase())) continue;
    taken.add(name);
    prefixes.push(...own);
  }
  for (const network of sources.networks) {
    const name = network.brand ?? network.operator ?? "";
    if (taken.has(network.code) || !entry.match.test(name.toLowerCase())) continue;
    taken.add(network.code);
    mccMnc.push(network.code);
  }
  const kinds = entry.kinds;
  return {
    key: `${sources.iso.toLowerCase()}-${slugOf(entry.name)}`,
    country: sources.iso,
    name: entry.name,
    alternates: entry.alternates ?? [],
    mccMnc: mccMnc.sort(),
    popularity: entry.popularity,
    airtime: kinds.includes("r") || kinds.includes("n") ? "range" : "fixed",
    bundles: kinds.includes("b"),
    data: kinds.includes("d"),
    pin: kinds.includes("p"),
    account: kinds.includes("n") ? "email" : null,
    prefixes: prefixes.sort().join(" "),
  };
}

function collectCandidates(sources: CountrySources, taken: Set<string>): Candidate[] {
  const byName = new Map<string, Candidate>();
  const candidateFor = (name: string) => {
    const key = normaliseName(name, sources.countryName);
    const known = byName.get(key) ?? { name, alternates: new Set(), mccMnc: new Set(), prefixes: new Set() };
    byName.set(key, known);
    if (known.name !== name) known.alternates.add(name);
    return known;
  };
  for (const [name, prefixes] of sources.carriers) {
    if (taken.has(name) || !sellsRefills(name)) continue;
    const candidate = candidateFor(name);
    for (const prefix of prefixes) candidate.prefixes.add(prefix);
  }
  for (const network of sources.networks) {
    const name = network.brand ?? network.operator ?? "";
    if (taken.has(network.code) || name === "" || !network.mobile || !sellsRefills(name)) continue;
    const candidate = candidateFor(name);
    candidate.mccMnc.add(network.code);
    if (network.operator && network.operator !== candidate.name) candidate.alternates.add(network.operator);
  }
  return [...byName.values()];
}

/** Size of the number ranges, in numbers of the whole plan. */
function coverageOf(candidate: Candidate): number {
  return [...candidate.prefixes].reduce((sum, prefix) => sum + 10 ** -prefix.length, 0);
}

/** The share of the country's ranges decides; a network known by its code comes before one with a few stray prefixes. */
function rankCandidates(candidates: Candidate[]): Candidate[] {
  const whole = candidates.reduce((sum, candidate) => sum + coverageOf(candidate), 0) || 1;
  const weights = new Map(
    candidates.map((candidate) => [
      candidate,
      (coverageOf(candidate) / whole) * 10 +
        (candidate.mccMnc.size > 0 ? 1 : 0) +
        (candidate.prefixes.size > 0 ? 0.2 : 0),
    ]),
  );
  const weightOf = (candidate: Candidate) => weights.get(candidate) ?? 0;
  return candidates.toSorted(
    (one, other) => weightOf(other) - weightOf(one) || (one.name < other.name ? -1 : 1),
  );
}

function fromCandidate(
  { iso, rank, beside }: { iso: string; rank: number; beside: boolean },
  candidate: Candidate,
): WorldOperator {
  const key = `${iso.toLowerCase()}-${slugOf(candidate.name)}`;
  return {
    key,
    country: iso,
    name: candidate.name,
    alternates: [...candidate.alternates].slice(0, 3),
    mccMnc: [...candidate.mccMnc].sort(),
    popularity: beside ? 4 - rank : Math.max(4, 90 - rank * 18 - (hashText(key) % 10)),
    airtime: chanceBy(`${key} airtime`, 72) ? "range" : "fixed",
    bundles: chanceBy(`${key} bundles`, 25),
    data: chanceBy(`${key} data`, 45),
    pin: chanceBy(`${key} pin`, 7),
    account: null,
    prefixes: [...candidate.prefixes].sort().join(" "),
  };
}
