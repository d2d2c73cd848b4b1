import { machineTime } from "@/lib/core/machine-time";

/** Waits until the next call may be made. */
export type TakeTurn = () => Promise<void>;

/** Lets at most `calls` through in any `perMs` milliseconds of this process; the rest wait their turn, in order. */
export function createPace({ calls, perMs }: { calls: number; perMs: number }): TakeTurn {
  const taken: number[] = [];
  let last: Promise<void> = Promise.resolve();
  const take = async (): Promise<void> => {
    const oldest = taken.length >= calls ? (taken.shift() ?? 0) : 0;
    const wait = oldest + perMs - machineTime().elapsed();
    if (oldest > 0 && wait > 0) await machineTime().pause(wait);
    taken.push(machineTime().elapsed());
  };
  return () => (last = last.then(take));
}
