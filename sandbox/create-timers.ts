import { machineClock, type SandboxClock } from "./sandbox-clock";

export interface Timers {
  later(milliseconds: number, task: () => void | Promise<void>): void;
  /** Drops everything that is still to come. */
  clear(): void;
  /** As `clear`, and nothing can be planned any more. */
  close(): void;
}

/** Runs tasks later; after `clear` none of the earlier ones runs. `afterEach` follows every task. */
export function createTimers(afterEach: () => void, clock: SandboxClock = machineClock): Timers {
  const pending = new Set<() => void>();
  let closed = false;
  const later = (milliseconds: number, task: () => void | Promise<void>): void => {
    if (closed) return;
    const callOff = clock.after(milliseconds, () => {
      pending.delete(callOff);
      void run(task);
    });
    pending.add(callOff);
  };
  const run = async (task: () => void | Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      process.stderr.write(`sandbox: a planned task failed: ${String(error)}\n`);
    }
    afterEach();
  };
  const clear = (): void => {
    pending.forEach((callOff) => callOff());
    pending.clear();
  };
  return {
    later,
    clear,
    close() {
      closed = true;
      clear();
    },
  };
}
