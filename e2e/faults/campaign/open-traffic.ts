/** What went out to the world through all processes together: the witness of limits that must hold across them. */
export interface Traffic {
  /** Sees a chunk of a process on its way out; the returned function is called when its answer begins. */
  watch(member: string, chunk: Buffer): (() => void) | undefined;
  /** A process stands still: it hangs up for nobody, and others go on when its claims have ended. Its calls count until now. */
  leaveCalls(member: string): void;
  /** Times in milliseconds at which requests left whose line matches. */
  timesOf(line: RegExp): number[];
  /** The most purchases that were under way together at a provider that takes one at a time. */
  mostAtOnce(path: RegExp): Passed[];
}

/** A request on its way, in milliseconds since 1970; `to` when its answer began or its caller hung up. */
export interface Passed {
  line: string;
  from: number;
  to: number;
  member: string;
}

const REQUEST_LINE = /^(?:GET|POST|PUT|PATCH|DELETE) \S+/;
/** Only what is limited is kept, and never a query: it may hold a number or a key. */
const LIMITED = /^\w+ \/(?:a1topup|bitrefill)\/[^?\s]*/;

export function openTraffic(): Traffic {
  const passed: Passed[] = [];
  return {
    watch(member, chunk) {
      const head = chunk.subarray(0, 400).toString("latin1");
      if (!REQUEST_LINE.test(head)) return undefined;
      const line = LIMITED.exec(head)?.[0];
      if (line === undefined) return undefined;
      const request: Passed = { line, from: Date.now(), to: Number.POSITIVE_INFINITY, member };
      passed.push(request);
      return () => void (request.to = Math.min(request.to, Date.now()));
    },
    leaveCalls(member) {
      for (const request of passed)
        if (request.member === member) request.to = Math.min(request.to, Date.now());
    },
    timesOf: (line) => passed.filter((request) => line.test(request.line)).map(({ from }) => from),
    mostAtOnce(path) {
      const asked = passed.filter(({ line }) => path.test(line));
      const beside = asked.map(({ from }) => asked.filter((other) => other.from <= from && from < other.to));
      return beside.reduce((most, some) => (some.length > most.length ? some : most), []);
    },
  };
}
