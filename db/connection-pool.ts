import type { OneConnection } from "./one-connection";

/** Lends connections, each to one at a time; a lost one is replaced when the next is asked for. */
export interface ConnectionPool {
  /** @throws when the pool has ended */
  borrow(): Promise<OneConnection>;
  giveBack(connection: OneConnection): void;
  /** Ends what is idle at once; what is lent when it is given back, or after `END_TIMEOUT`. */
  end(): Promise<void>;
}

/** In milliseconds. */
const END_TIMEOUT = 5000;

interface Waiting {
  resolve(connection: OneConnection): void;
  reject(error: Error): void;
}

const closed = () => new Error("The connections to the database were closed");

async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** @param max connections at most; who comes later waits, first come, first served */
export function createConnectionPool(open: () => OneConnection, max: number): ConnectionPool {
  const idle: OneConnection[] = [];
  const lent = new Set<OneConnection>();
  const waiting: Waiting[] = [];
  let ended = false;
  let allBack: () => void = () => undefined;

  function take(): OneConnection | undefined {
    for (let next = idle.pop(); next; next = idle.pop()) if (!next.isLost()) return next;
    return lent.size < max ? open() : undefined;
  }

  function lend(connection: OneConnection): OneConnection {
    lent.add(connection);
    return connection;
  }

  return {
    async borrow() {
      if (ended) throw closed();
      const connection = take();
      if (connection) return lend(connection);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    giveBack(connection) {
      lent.delete(connection);
      if (ended) {
        void connection.end();
        if (lent.size === 0) allBack();
        return;
      }
      if (!connection.isLost()) idle.push(connection);
      const next = waiting.shift();
      const free = next && take();
      if (free) next.resolve(lend(free));
    },
    async end() {
      ended = true;
      for (const { reject } of waiting.splice(0)) reject(closed());
      await Promise.all(idle.splice(0).map((connection) => connection.end()));
      if (lent.size > 0) await withinTime(new Promise<void>((resolve) => (allBack = resolve)), END_TIMEOUT);
      await Promise.all([...lent].map((connection) => connection.end()));
    },
  };
}
