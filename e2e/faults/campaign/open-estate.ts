import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type postgres from "postgres";
import { bundleWorker } from "@/scripts/bundle-worker.mjs";
import { keepStocked } from "@/scripts/fresh-database.mjs";
import { freePort } from "@/scripts/ports.mjs";
import { createProcesses, waitFor } from "@/scripts/processes.mjs";
import { startStack } from "@/scripts/stack.mjs";
import { createHooks, type Hooks } from "./create-hooks";
import { openDatabase } from "./open-database";
import { openGate, type Gate } from "./open-gate";
import { openMember, type Member, type Stopped } from "./open-member";
import { openTraffic, type Traffic } from "./open-traffic";

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
  stops: (Stopped & { name: string })[];
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
  /** Statements in one transaction; rejects when the database goes away meanwhile. */
  transact: Awaited<ReturnType<typeof openDatabase>>["transact"];
  databaseUrl(): string;
  crashDatabase(): void;
  startDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** How long a process that was asked to end may take, in milliseconds; then it is killed. */
export const PATIENCE_MS = 30_000;

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
  const workerFile = await bundleWorker({ distDir });
  const shared = { env: stack.env, processes, workerFile, databaseUrl: database.url, sandboxPort, traffic };
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
    transact: database.transact,
    databaseUrl: database.url,
    crashDatabase: database.crash,
    startDatabase: database.start,
    close: closers.close,
  };
}
