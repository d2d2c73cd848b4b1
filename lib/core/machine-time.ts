/** Waits of this machine itself: none of them is a wait of the shop's, which the database's app_now() measures. */
export interface MachineTime {
  /** Milliseconds since some moment; never goes back. */
  elapsed(): number;
  pause(milliseconds: number): Promise<void>;
  /** Aborts with a TimeoutError after so many milliseconds. */
  expiry(milliseconds: number): AbortSignal;
}

const real: MachineTime = {
  elapsed: () => performance.now(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  expiry: (milliseconds) => AbortSignal.timeout(milliseconds),
};

let current = real;

/** The time by which calls are paced, repeated and given up. */
export const machineTime = (): MachineTime => current;

/** Puts another time in its place, for a simulation that never really waits; undefined brings back the machine's. */
export function setMachineTime(time: MachineTime | undefined): void {
  current = time ?? real;
}
