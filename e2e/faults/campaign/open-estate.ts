import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import postgres from "postgres";
import { startDatabase, type StartedDatabase } from "@/scripts/database.mjs";
import { freshDatabase, keepStocked } from "@/scripts/fresh-database.mjs";
import { createProcesses, nextCli, typescript, waitFor, type Processes } from "@/scripts/processes.mjs";
import { startStack } from "@/scripts/stack.mjs";
import { createHooks, type Hooks } from "./create-hooks";
import { openGate, type Gate } from "./open-gate";
import { openTraffic, type Traffic } from "./open-traffic";
import { openWire, type Wire } from "./open-wire";

export interface EstateOptions {
  dataDir: string;
  /** Where the database's files are. */
  postgresDir: string;
  distDir: string;
  port: number;
  sandboxPort: number;
  webs: number;
  workers: number;
  timeScale: number;
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
  /** Ends it as a restart of a machine would: SIGTERM, then patience. */
  stop(): Promise<number | string | undefined>;
  signal(signal: NodeJS.Signals): void;
  alive(): boolean;
}

export interface Ending {
  name: string;
  how: number | string;
  at: number;
}

/** Everything that a campaign stands on: real processes, and each cable between them in our hands. */
export interface Estate {
  options: EstateOptions;
  url: string;
  sandboxUrl: string;
  logs: string;
  members: Member[];
  traffic: Traffic;
  hooks: Hooks;
  /** Processes that ended without being asked to. */
  ends: Ending[];
  /** Those that were asked to, and how they ended. */
  stops: Ending[];
  /** Processes that are gone for good. */
  lost: Set<string>;
  /** What a fault goes on with while the next ones are struck. */
  background: Promise<void>[];
  /** What a fault found that must not be. */
  complaints: string[];
  /** Environment of a process whose clock is so many milliseconds ahead. */
  skewed(aheadMs: number): Record<string, string>;
  pidOf(name: string): number | undefined;
  waitForMember(member: Member): Promise<void>;
  lose(member: Member): void;
  /** Transactions that have stayed open, doing nothing, for a second. Each is named alike for as long as it lives. */
  heldTransactions(): Promise<string[]>;
  /** Whether a process was stopped where it stood. */
  isFrozen(name: string): boolean;
  /** Ends a time without writes. */
  makeWritable(): Promise<void>;
  /** Straight to the database, past every cable. */
  sql(): postgres.Sql;
  databaseUrl(): string;
  crashDatabase(): void;
  startDatabase(): Promise<void>;
  close(): Promise<void>;
}

const withPort = (url: string, port: number): string => {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
};

/** Postgres listens elsewhere after each start, so whoever holds its address asks anew. */
async function openDatabase(home: string) {
  let server: StartedDatabase = await startDatabase({ dir: home });
  const name = new URL(await freshDatabase(server.url, { stocked: true })).pathname;
  const url = (): string => {
    const whole = new URL(server.url);
    whole.pathname = name;
    return whole.href;
  };
  let client: { url: string; sql: postgres.Sql } | undefined;
  return {
    url,
    serverUrl: () => server.url,
    sql: (): postgres.Sql => {
      if (client?.url === url()) return client.sql;
      // The old one's server is gone.
      void client?.sql.end({ timeout: 0 }).catch(() => undefined);
      const connection = { options: "-c default_transaction_read_only=off", application_name: "campaign" };
      client = { url: url(), sql: postgres(url(), { max: 4, connection, onnotice: () => undefined }) };
      return client.sql;
    },
    crash: () => server.stop("immediate"),
    start: async (): Promise<void> => {
      server = await startDatabase({ dir: home });
    },
    close: async (): Promise<void> => {
      await client?.sql.end({ timeout: 1 }).catch(() => undefined);
      server.stop();
    },
  };
}

const PORTS_TRIED = 20;
const PATIENCE_MS = 30_000;
const NUDGE_MS = 300;

/** One that was frozen, or freezes on its way out, is woken: it cannot end in its sleep. */
async function stopAwake(processes: Processes, name: string): Promise<number | string | undefined> {
  const pid = processes.pid(name);
  const nudge = setInterval(() => {
    try {
      if (pid !== undefined) process.kill(pid, "SIGCONT");
    } catch {
      // It is gone.
    }
  }, NUDGE_MS);
  try {
    return await processes.stop(name);
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

/** A port that is free now. */
async function freePort(): Promise<number> {
  const wire = await openWire({ target: () => 0 });
  await wire.close();
  return wire.port;
}

async function openMember(
  member: { name: string; role: Member["role"]; port: number },
  shared: {
    env: Record<string, string>;
    processes: Processes;
    databaseUrl: () => string;
    sandboxPort: number;
    traffic: Traffic;
  },
): Promise<Member> {
  const { name, role, port } = member;
  const { env, processes, databaseUrl, sandboxPort, traffic } = shared;
  const database = await openWire({ target: () => Number(new URL(databaseUrl()).port) });
  const { outside, mail } = await openOutside(sandboxPort, (chunk) => traffic.watch(name, chunk));
  const args =
    role === "web"
      ? nextCli("start", "-p", String(port), "-H", "127.0.0.1")
      : typescript("scripts/worker.ts");
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

/** Whatever was opened is closed again, the last one first. */
function createClosers() {
  const closers: (() => unknown)[] = [];
  return {
    add: (close: () => unknown) => void closers.push(close),
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** Starts database, sandbox and all processes of the shop, and waits until they serve. */
export async function openEstate(options: EstateOptions): Promise<Estate> {
  const closers = createClosers();
  try {
    return await openAll(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function openAll(options: EstateOptions, closers: ReturnType<typeof createClosers>): Promise<Estate> {
  const { dataDir, distDir, timeScale } = options;
  fs.rmSync(path.join(dataDir, "sandbox"), { recursive: true, force: true });
  fs.rmSync(path.join(dataDir, "shop/logs"), { recursive: true, force: true });
  fs.mkdirSync(dataDir, { recursive: true });
  const database = await openDatabase(options.postgresDir);
  closers.add(database.close);
  const stack = await startStack({
    dataDir,
    distDir,
    databaseUrl: database.url(),
    live: false,
    dev: false,
    quiet: true,
    shop: false,
    onStocked: (url) => keepStocked(database.serverUrl(), url),
    port: { wanted: options.port, asked: false },
    sandboxPort: { wanted: options.sandboxPort, asked: false },
    env: { TIME_SCALE: String(timeScale), LOG_LEVEL: "info" },
  });
  closers.add(stack.stop);
  const ends: Ending[] = [];
  const lost = new Set<string>();
  const processes = createProcesses({
    dir: path.join(dataDir, "shop"),
    quiet: true,
    patienceMs: PATIENCE_MS,
    onEnd: (name, how) => void ends.push({ name, how, at: Date.now() }),
  });
  const traffic = openTraffic();
  const sandboxPort = stack.ports.sandbox;
  const shared = { env: stack.env, processes, databaseUrl: database.url, sandboxPort, traffic };
  const members: Member[] = [];
  for (let n = 1; n <= options.webs; n += 1)
    members.push(await openMember({ name: `web-${n}`, role: "web", port: await freePort() }, shared));
  for (let n = 1; n <= options.workers; n += 1)
    members.push(await openMember({ name: `worker-${n}`, role: "worker", port: 0 }, shared));
  closers.add(() =>
    Promise.all(
      members.flatMap((member) => [member.database, member.outside, member.mail].map((wire) => wire.close())),
    ),
  );
  const webs = members.filter(({ role }) => role === "web").map(({ port }) => port);
  const late: { hooks?: Hooks } = {};
  const gate: Gate = await openGate({
    port: stack.ports.web,
    webs,
    webhookPort: () => late.hooks?.port ?? 0,
  });
  closers.add(gate.close);
  const hooks = (late.hooks = await createHooks({ shopPort: gate.innerPort }));
  closers.add(hooks.close);
  closers.add(processes.stopAll);
  members.forEach((member) => member.start());
  for (const port of webs) await waitFor(`http://127.0.0.1:${port}/api/health`, { seconds: 90 });
  return {
    options,
    url: stack.url,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    logs: processes.logs,
    members,
    traffic,
    hooks,
    ends,
    stops: [],
    lost,
    complaints: [],
    background: [],
    skewed: (aheadMs) => ({
      NODE_OPTIONS: `--import ${pathToFileURL("e2e/faults/campaign/skew-clock.mjs").href}`,
      CLOCK_AHEAD_MS: String(aheadMs),
    }),
    pidOf: processes.pid,
    waitForMember: ({ role, port }) =>
      role === "web" ? waitFor(`http://127.0.0.1:${port}/api/health`, { seconds: 30 }) : Promise.resolve(),
    lose: ({ name }) => {
      lost.add(name);
      processes.lose(name);
    },
    heldTransactions: async () => {
      const rows = await database.sql()<{ held: string }[]>`
        select pid || ' ' || xact_start as held from pg_stat_activity
        where application_name like 'homeline-%' and state like 'idle in transaction%' and state_change < now() - interval '1 second'`;
      return rows.map(({ held }) => held);
    },
    isFrozen: (name) => {
      const pid = processes.pid(name);
      return pid !== undefined && / T /.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
    },
    makeWritable: async () => {
      await database.sql()`alter system reset default_transaction_read_only`;
      await database.sql()`select pg_reload_conf()`;
    },
    sql: database.sql,
    databaseUrl: database.url,
    crashDatabase: database.crash,
    startDatabase: database.start,
    close: closers.close,
  };
}
