const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which the share lies; 0.5 is the median. */
export function percentile(values: number[], share: number): number {
  const rank = sorted(values);
  return rank[Math.min(rank.length - 1, Math.floor(share * rank.length))] ?? Number.NaN;
}

export const median = (values: number[]): number => percentile(values, 0.5);

/** Runs `work` so many times, `atOnce` at a time. Returns the seconds it took. */
export async function inParallel(
  times: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < times) {
      const index = next;
      next += 1;
      await work(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (performance.now() - start) / 1000;
}

/** Runs `work` for each of them, `atOnce` at a time. Returns the seconds it took. */
export const eachOf = <T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T, index: number) => Promise<void>,
): Promise<number> =>
  inParallel(all.length, atOnce, async (index) => {
    const one = all[index];
    if (one !== undefined) await work(one, index);
  });
