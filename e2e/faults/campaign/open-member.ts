import { pagesServer, type Processes } from "@/scripts/processes.mjs";
import type { Traffic } from "./open-traffic";
import { openWire, type Wire } from "./open-wire";

export interface Stopped {
  /** Its exit code or the signal that ended it. */
  how: number | string;
  /** Its age in milliseconds when it was asked. */
  age: number;
  /** When it was gone. */
  at: number;
  /** Milliseconds until it was gone. One that another fault kills meanwhile is gone before patience ends. */
  took: number;
}

/** A process of the shop with its own cables to the database and to the world outside. */
export interface Member {
  name: string;
  role: "web" | "worker";
  /** A web's own port. */
  port: number;
  database: Wire;
  outside: Wire;
  mail: Wire;
  /** `once` is for its first life alone: after a crash it comes back without. */
  start(env?: Record<string, string>, once?: Record<string, string>): void;
  /** Ends it as a restart of a machine would: SIGTERM, then patience. Undefined when it was not there. */
  stop(): Promise<Stopped | undefined>;
  signal(signal: NodeJS.Signals): void;
  alive(): boolean;
}

const withPort = (url: string, port: number): string => {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
};

const PORTS_TRIED = 20;
const NUDGE_MS = 300;

/** One that was frozen, or freezes on its way out, is woken: it cannot end in its sleep. */
async function stopAwake(processes: Processes, name: string): Promise<Stopped | undefined> {
  const [pid, age = 0, asked] = [processes.pid(name), processes.age(name), Date.now()];
  const nudge = setInterval(() => {
    try {
      if (pid !== undefined) process.kill(pid, "SIGCONT");
    } catch {
      // It is gone.
    }
  }, NUDGE_MS);
  try {
    const how = await processes.stop(name);
    return how === undefined ? undefined : { how, age, at: Date.now(), took: Date.now() - asked };
  } finally {
    clearInterval(nudge);
  }
}

/** Two cables on neighbouring ports: mail goes to the port after the sandbox's. */
async function openOutside(sandboxPort: number, watch: (chunk: Buffer) => (() => void) | undefined) {
  for (let tried = 1; ; tried += 1) {
    const outside = await openWire({ target: () => sandboxPort, watch });
    try {
      return { outside, mail: await openWire({ target: () => sandboxPort + 1, port: outside.port + 1 }) };
    } catch (error) {
      await outside.close();
      if (tried === PORTS_TRIED) throw error;
    }
  }
}

export async function openMember(
  member: { name: string; role: Member["role"]; port: number },
  shared: {
    env: Record<string, string>;
    processes: Processes;
    /** What a worker runs. */
    workerFile: string;
    databaseUrl: () => string;
    sandboxPort: number;
    traffic: Traffic;
  },
): Promise<Member> {
  const { name, role, port } = member;
  const { env, processes, databaseUrl, sandboxPort, traffic } = shared;
  const database = await openWire({ target: () => Number(new URL(databaseUrl()).port) });
  const { outside, mail } = await openOutside(sandboxPort, (chunk) => traffic.watch(name, chunk));
  const args = role === "web" ? pagesServer({ port, hostname: "127.0.0.1" }) : [shared.workerFile];
  const own = {
    ...env,
    DATABASE_URL: withPort(databaseUrl(), database.port),
    SANDBOX_PORT: String(outside.port),
    ...(port > 0 ? { PORT: String(port) } : {}),
    DATABASE_POOL: "8",
  };
  return {
    name,
    role,
    port,
    database,
    outside,
    mail,
    start: (extra = {}, once = {}) =>
      void processes.startOnce(name, { args, env: { ...own, ...extra }, once }),
    stop: () => stopAwake(processes, name),
    signal: (signal) => processes.signal(name, signal),
    alive: () => processes.alive(name),
  };
}
