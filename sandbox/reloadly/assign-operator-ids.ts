import { hashText } from "../world/hash-text";

/** Ids and names that the real Reloadly uses for these networks. */
export const REAL_OPERATORS: Record<string, { id: number; name: string }> = {
  "ht-digicel airtime": { id: 173, name: "Digicel Haiti" },
  "ht-natcom airtime": { id: 174, name: "Natcom Haiti" },
  "in-airtel airtime": { id: 200, name: "Airtel India" },
  "ke-safaricom airtime": { id: 266, name: "Safaricom Kenya" },
  "ml-orange airtime": { id: 289, name: "Orange Mali" },
  "ng-mtn airtime": { id: 341, name: "MTN Nigeria" },
  "ng-mtn bundle": { id: 346, name: "MTN Nigeria Bundles" },
  "ph-sun pin": { id: 369, name: "Sun Philippines PIN" },
  "gb-ee pin": { id: 535, name: "EE PIN England" },
  "ne-airtel airtime": { id: 640, name: "Airtel Niger" },
  "gr-wind pin": { id: 672, name: "Wind PIN Greece" },
  "cu-nauta account": { id: 683, name: "Nauta Cuba" },
  "us-t-mobile pin": { id: 1230, name: "T-Mobile USA PIN" },
};

const FIRST = 1300;
const SPAN = 9000;

function firstFree(taken: Set<number>, from: number): number {
  let id = from;
  while (taken.has(id)) id += 1;
  return id;
}

/** An id for every `<world key> <kind>`: the real one where it is known, otherwise one that follows from the text. */
export function assignOperatorIds(texts: string[]): Map<string, number> {
  const ids = new Map<string, number>();
  const taken = new Set(Object.values(REAL_OPERATORS).map((real) => real.id));
  for (const text of texts.toSorted()) {
    const real = REAL_OPERATORS[text]?.id;
    const id = real ?? firstFree(taken, FIRST + (hashText(`reloadly id ${text}`) % SPAN));
    taken.add(id);
    ids.set(text, id);
  }
  return ids;
}
