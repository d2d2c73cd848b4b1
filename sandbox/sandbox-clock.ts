/** The sandbox's one clock: the machine's, or one that a simulation moves. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after so many milliseconds; returns what calls it off. */
  after(milliseconds: number, task: () => void): () => void;
}

/** Longest wait one Node timer can hold. */
const LONGEST_MS = 2_147_483_647;

export const machineClock: SandboxClock = {
  now: () => Date.now(),
  after(milliseconds, task) {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const step = Math.min(Math.max(left, 0), LONGEST_MS);
      timer = setTimeout(() => (left > step ? wait(left - step) : task()), step);
    };
    wait(milliseconds);
    return () => clearTimeout(timer);
  },
};
