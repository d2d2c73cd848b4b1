/**
 * Offline operator detection by number range, the same code in browser and server. The table of one calling code is a small file; see
 * scripts/build-carriers.ts for its making.
 */

/** `p`: per length of prefix, runs of `gap` or `gap.name`; both in base 36, the gap from the prefix before. */
export interface PackedCarriers {
  n: string[];
  p: Record<string, string>;
}

export interface CarrierTable {
  names: string[];
  /** Longest prefixes first. */
  byLength: [length: number, prefixes: Map<number, number>][];
}

export function decodeCarriers(packed: PackedCarriers): CarrierTable {
  const byLength = Object.entries(packed.p).map(([length, runs]): [number, Map<number, number>] => {
    const prefixes = new Map<number, number>();
    let prefix = 0;
    let name = 0;
    for (const run of runs.split(",")) {
      const [gap = "0", changed] = run.split(".");
      prefix += parseInt(gap, 36);
      if (changed !== undefined) name = parseInt(changed, 36);
      prefixes.set(prefix, name);
    }
    return [Number(length), prefixes];
  });
  byLength.sort(([a], [b]) => b - a);
  return { names: packed.n, byLength };
}

/**
 * The carrier a number was first given to: a guess where numbers move between operators.
 * @param national digits after the calling code
 */
export function lookUpCarrier(table: CarrierTable, national: string): string | undefined {
  for (const [length, prefixes] of table.byLength) {
    if (national.length < length) continue;
    const name = prefixes.get(Number(national.slice(0, length)));
    if (name !== undefined) return table.names[name];
  }
  return undefined;
}
