import type { Confidence, NumberCandidate, NumberSource } from "@/lib/catalog/types";

/** One source that names a network for a number. */
export interface NumberClaim {
  by: NumberSource;
  /** `delivery` and `porting` know who serves it today; `range` knows to whom it was first given. */
  follows: "delivery" | "porting" | "range";
  /** Null: a network that we do not have. */
  operatorId: string | null;
  name: string;
}

export interface MergedAnswers {
  operatorId: string | null;
  confidence: Confidence;
  /** The likeliest first. */
  candidates: NumberCandidate[];
}

interface Weighed extends NumberCandidate {
  delivery: number;
  porting: number;
  range: number;
  weight: number;
}

const DELIVERY = 8;
const PORTING = 4;
/** However many tables of ranges say the same, they are copies of one: together less than one that knows who serves it today. */
const RANGES = [0, 2, 3];

function weigh(claims: NumberClaim[]): Weighed {
  const [first] = claims.toSorted((a, b) => Number(a.follows === "range") - Number(b.follows === "range"));
  const count = (follows: NumberClaim["follows"]) =>
    claims.filter((claim) => claim.follows === follows).length;
  const [delivery, porting, range] = [count("delivery"), count("porting"), count("range")];
  return {
    operatorId: first?.operatorId ?? null,
    name: first?.name ?? "",
    said: claims.map(({ by }) => by),
    delivery,
    porting,
    range,
    weight: DELIVERY * delivery + PORTING * porting + (RANGES[Math.min(range, RANGES.length - 1)] ?? 0),
  };
}

/** At equal weight one that we can send to, then one that today's networks were asked for; the name last, so that it is never chance. */
function likelierFirst(a: Weighed, b: Weighed): number {
  return (
    b.weight - a.weight ||
    Number(b.operatorId !== null) - Number(a.operatorId !== null) ||
    b.porting - a.porting ||
    (a.name < b.name ? -1 : 1)
  );
}

function sureOfOne({ delivery, porting, range, said }: Weighed, deniedBy: number): Confidence {
  if (delivery > 0) return "worked-before";
  if (porting > 0) return porting + range > 1 ? "sources-agree" : "provider-only";
  if (range > 1) return "provider-and-prefix-agree";
  if (!said.includes("prefix")) return "provider-only";
  return deniedBy > 0 ? "prefix-doubted" : "prefix-only";
}

function sureAgainst(first: Weighed, others: Weighed[]): Confidence {
  // Tables of ranges do not see that a number was moved: what they say against better knowledge is no surprise.
  const onlyRanges = others.every(({ delivery, porting }) => delivery + porting === 0);
  if (onlyRanges && first.delivery > 0) return "worked-before";
  return onlyRanges && first.porting > 0 ? "moved" : "disagree";
}

/**
 * What all sources say of a number together. A delivery counts most, then who knows today's networks, then tables of ranges.
 * @param deniedBy how many providers answered that they know no operator of it
 */
export function mergeAnswers(claims: NumberClaim[], deniedBy: number): MergedAnswers {
  const named = new Set(claims.map(({ operatorId }) => operatorId));
  const weighed = [...named]
    .map((id) => weigh(claims.filter(({ operatorId }) => operatorId === id)))
    .toSorted(likelierFirst);
  const candidates = weighed.map(({ operatorId, name, said }) => ({ operatorId, name, said }));
  const [first, ...others] = weighed;
  if (!first?.operatorId) return { operatorId: null, confidence: "unknown", candidates };
  const confidence = others.length > 0 ? sureAgainst(first, others) : sureOfOne(first, deniedBy);
  return { operatorId: first.operatorId, confidence, candidates };
}

/** Whether one more source, though it costs something, should be asked. */
export const leavesOpen = ({ operatorId, confidence }: MergedAnswers): boolean =>
  operatorId === null || confidence === "disagree";
