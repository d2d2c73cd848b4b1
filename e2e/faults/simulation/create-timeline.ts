/** Virtual time: what is planned happens in its order, and nothing is really waited for. */
export interface Timeline {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Plans a task; returns what calls it off. Of two for the same moment the one planned first comes first. */
  after(milliseconds: number, task: () => void | Promise<void>): () => void;
  /** When the next task is due; undefined when nothing is planned. */
  next(): number | undefined;
  /** Moves on to a moment, never back. */
  moveTo(moment: number): void;
  /** Runs the task that is due first, at its moment. Returns whether it did more than to note something. */
  runNext(): Promise<boolean>;
}

interface Planned {
  at: number;
  task: () => void | Promise<void>;
}

export function createTimeline(start: number): Timeline {
  let now = start;
  const planned: Planned[] = [];
  const placeFor = (at: number): number => {
    let [low, high] = [0, planned.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((planned[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const moveTo = (moment: number): void => void (now = Math.max(now, moment));
  return {
    now: () => now,
    after(milliseconds, task) {
      const entry = { at: now + Math.max(0, milliseconds), task };
      planned.splice(placeFor(entry.at), 0, entry);
      return () => {
        const at = planned.indexOf(entry);
        if (at >= 0) planned.splice(at, 1);
      };
    },
    next: () => planned[0]?.at,
    moveTo,
    async runNext() {
      const first = planned.shift();
      if (!first) return false;
      moveTo(first.at);
      const doing = first.task();
      await doing;
      return doing !== undefined;
    },
  };
}
