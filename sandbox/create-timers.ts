/** Longest wait one Node timer can hold. */
const LONGEST_MS = 2_147_483_647;

export interface Timers {
  later(milliseconds: number, task: () => void | Promise<void>): void;
  /** Drops everything that is still to come. */
  clear(): void;
  /** As `clear`, and nothing can be planned any more. */
  close(): void;
}

/** Runs tasks later; after `clear` none of the earlier ones runs. `afterEach` follows every task. */
export function createTimers(afterEach: () => void): Timers {
  const pending = new Set<NodeJS.Timeout>();
  let closed = false;
  const later = (milliseconds: number, task: () => void | Promise<void>): void => {
    if (closed) return;
    const step = Math.min(Math.max(milliseconds, 0), LONGEST_MS);
    const timer = setTimeout(() => {
      pending.delete(timer);
      if (milliseconds > step) later(milliseconds - step, task);
      else void run(task);
    }, step);
    pending.add(timer);
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
    pending.forEach((timer) => clearTimeout(timer));
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
