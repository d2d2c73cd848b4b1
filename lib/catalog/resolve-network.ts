import { knownNetworksOf, type KnownNetwork, type Meaning } from "./known-networks";
import { isTelling, literalName, tellingWords, withoutBrackets } from "./normalise-operator-name";

/** What a name means in its country. */
export type NetworkGuess =
  | { kind: "certain"; network: KnownNetwork }
  /** Nobody is mapped by a guess: staff see what it might be. */
  | { kind: "unsure"; reason: "unknown" | "ambiguous"; suggestions: SuggestedNetwork[] };

/** Why a network is suggested: it is named, its name is a part of the other or the reverse, or the two share a word. */
export type Likeness = "named" | "part" | "word";

export type SuggestedNetwork = KnownNetwork & { why: Likeness };

const SEPARATORS = /\s*(?:\/|\||\bformerly(?: known as)?\b|\bex\b|\bpowered by\b| - )\s*/i;

/** What a name says in brackets or behind a slash: `9mobile (Etisalat)` says two names. */
function partsOf(name: string, country: string): string[] {
  const inside = [...name.matchAll(/[([{](.*?)[)\]}]/g)].map((match) => match[1] ?? "");
  const parts = [withoutBrackets(name), ...inside].flatMap((text) => text.split(SEPARATORS));
  return [...new Set(parts)].filter((part) => isTelling(part, country));
}

const sorted = (words: readonly string[]): string => words.toSorted().join(" ");

const together = (meanings: (Meaning | undefined)[]): Meaning => [
  ...new Set(meanings.flatMap((meaning) => meaning ?? [])),
];

/** What bears this very name; the order of its words does not matter. */
function named(name: string, country: string): Meaning {
  const { all, byKey, byLetter } = knownNetworksOf(country);
  const words = tellingWords(name, country);
  const letters = byLetter.get(literalName(name, country));
  const key = byKey.get(words.join(""));
  const exact = letters && letters.length > 1 ? (key ?? letters) : (letters ?? key);
  if (exact) return exact;
  if (!isTelling(name, country)) {
    // "Lao Telecom Mobile" is "Lao Telecom".
    const lessOne = words.map((_, left) => words.filter((_word, index) => index !== left).join(""));
    return words.length > 2 ? together(lessOne.map((one) => byKey.get(one))) : [];
  }
  const turned = all.filter(({ wordings }) => wordings.some((wording) => sorted(wording) === sorted(words)));
  if (turned.length > 0) return turned;
  // "Y Telecom" is "Y".
  const [letter = "", ...rest] = words;
  const alone = letter.length === 1 && !rest.some((word) => isTelling(word, country));
  return (alone && byKey.get(letter)) || [];
}

const contains = (whole: readonly string[], part: readonly string[]): boolean =>
  part.every((word) => whole.includes(word));

/** Networks that share a word with the name, and those of them of which one name is a part of the other. */
function near(name: string, country: string): { sharing: KnownNetwork[]; nested: KnownNetwork[] } {
  const words = isTelling(name, country) ? tellingWords(name, country) : [];
  const sharing = knownNetworksOf(country).all.filter(({ wordings }) =>
    wordings.some((wording) => wording.some((word) => words.includes(word))),
  );
  const nested = sharing.filter(({ wordings }) =>
    wordings.some((wording) => contains(words, wording) || contains(wording, words)),
  );
  return { sharing, nested };
}

/**
 * The network that an operator's name means in a country (ISO 3166 alpha-2), from public lists and our own names alone, so that neither the
 * order of imports nor what was mapped before matters. A name that two networks may bear is never mapped; those it may mean are suggested,
 * the likeliest first.
 */
export function resolveNetwork(name: string, country: string): NetworkGuess {
  const whole = named(name, country);
  const parts = partsOf(name, country);
  const [network, ...others] = whole.length > 0 ? whole : together(parts.map((part) => named(part, country)));
  if (network && others.length === 0) return { kind: "certain", network };
  if (network) {
    const suggestions = [network, ...others].map((one) => ({ ...one, why: "named" as const }));
    return { kind: "unsure", reason: "ambiguous", suggestions };
  }
  const { sharing, nested } = near(name, country);
  const [single] = nested;
  if (single && sharing.length === 1) return { kind: "certain", network: single };
  const suggestions: SuggestedNetwork[] = [
    ...nested.map((one) => ({ ...one, why: "part" as const })),
    ...sharing.filter((one) => !nested.includes(one)).map((one) => ({ ...one, why: "word" as const })),
  ];
  return { kind: "unsure", reason: sharing.length > 0 ? "ambiguous" : "unknown", suggestions };
}
