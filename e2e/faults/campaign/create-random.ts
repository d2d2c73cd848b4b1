export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  chance(share: number): boolean;
  shuffled<T>(from: readonly T[]): T[];
  /** A source of its own, so that what is drawn from it moves nothing elsewhere. */
  branch(name: string): Random;
}

/** A seeded source of chance (mulberry32): the same seed and name draw the same. */
export function createRandom(seed: number, name = ""): Random {
  let state =
    [...name].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), seed) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    chance: (share) => next() < share,
    shuffled: (from) => {
      const left = [...from];
      return from.flatMap(() => left.splice(whole(0, left.length - 1), 1));
    },
    branch: (branch) => createRandom(seed, `${name}/${branch}`),
  };
}
