/** FNV-1a with a final mix: the same text always gives the same unsigned 32-bit number. The one source of chance in the world. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One entry of a list, chosen by a text. */
export function pickBy<T>(text: string, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : list[hashText(text) % list.length];
}

/** True for about `percent` of all texts. */
export function chanceBy(text: string, percent: number): boolean {
  return hashText(text) % 1000 < percent * 10;
}
