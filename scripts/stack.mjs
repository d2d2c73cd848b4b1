/** Everything that makes a running shop, in the order in which it can be started. */
import fs from "node:fs";
import path from "node:path";
import { ensureBuilt, ensureGenerated } from "./build.mjs";
import { bundleWorker } from "./bundle-worker.mjs";
import { startDatabase } from "./database.mjs";
import { choosePort } from "./ports.mjs";
import { createProcesses, nextCli, pagesServer, runOnce, typescript, waitFor } from "./processes.mjs";
import { giveUp, say, step } from "./say.mjs";

/** Prints what is wrong with the environment and ends, or says which mode it asks for. */
export async function checkEnvironment(env = {}) {
  try {
    return JSON.parse(await runOnce(typescript("scripts/check-env.ts"), { env })).mode;
  } catch (error) {
    const lines = String(error.message).split("\n").slice(1);
    return giveUp("The settings are not complete:", ...lines.map((line) => `  ${line}`));
  }
}

async function choosePorts({ port, sandboxPort, live }) {
  const web = await choosePort({ name: "PORT", wanted: Number(port.wanted), asked: port.asked });
  if (live) return { web };
  const { wanted, asked } = sandboxPort;
  const sandbox = await choosePort({ name: "SANDBOX_PORT", wanted: Number(wanted), asked, also: [1] });
  return { web, sandbox };
}

async function openDatabase(options) {
  const given = options.databaseUrl ?? process.env.DATABASE_URL;
  if (given) return { url: given, how: "given", stop: () => undefined };
  const database = await startDatabase({ dir: path.join(options.dataDir, "postgres") });
  fs.writeFileSync(path.join(options.dataDir, "database-url"), database.url, { mode: 0o600 });
  return database;
}

async function startSandbox({ processes, env, ports }) {
  const url = `http://127.0.0.1:${ports.sandbox}`;
  processes.start("sandbox", typescript("sandbox/main.ts"), env);
  await waitFor(`${url}/__sandbox/health`, { alive: () => processes.alive("sandbox") });
  const shop = `http://127.0.0.1:${ports.web}/api/webhooks`;
  await fetch(`${url}/__sandbox/callbacks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    // Bitrefill is told with each purchase; the other two send none.
    body: JSON.stringify({
      stripe: `${shop}/stripe`,
      reloadly: `${shop}/reloadly`,
      telecom: `${shop}/telecom`,
    }),
  });
}

/**
 * @param {{ dataDir: string, distDir: string, live: boolean, dev: boolean, quiet?: boolean, databaseUrl?: string,
 *   port: { wanted: number, asked: boolean }, sandboxPort: { wanted: number, asked: boolean }, env?: Record<string, string>,
 *   shop?: boolean, onStocked?: (databaseUrl: string) => Promise<void> }} options `shop: false` leaves worker and web to the caller;
 *   `onStocked` is called once the catalog is there, and nothing else
 * @returns the addresses, the processes and how to stop all of it
 */
export async function startStack(options) {
  const { dataDir, distDir, live, dev } = options;
  fs.mkdirSync(dataDir, { recursive: true });
  const processes = createProcesses({ dir: dataDir, quiet: options.quiet });
  const ports = await choosePorts(options);
  const database = await step("PostgreSQL", () => openDatabase(options));
  const stop = async () => {
    await processes.stopAll();
    database.stop();
  };
  try {
    const env = {
      ...options.env,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: String(ports.web),
      APP_URL: process.env.APP_URL || `http://127.0.0.1:${ports.web}`,
      NEXT_DIST_DIR: distDir,
      ...(live
        ? {}
        : { SANDBOX_PORT: String(ports.sandbox), SANDBOX_DATA_DIR: path.join(dataDir, "sandbox") }),
    };
    await step("Migrations", () => runOnce(typescript("scripts/migrate.ts"), { env }));
    if (!live) await step("Sandbox", () => startSandbox({ processes, env, ports }));
    await step("Catalog", () => importCatalog(env));
    await options.onStocked?.(database.url);
    await step("Operator ranges and flags", ensureGenerated);
    if (!dev) await step("Build", () => ensureBuilt({ distDir, env }));
    if (options.shop !== false)
      await step("Worker and web", () => startShop({ processes, env, ports, options }));
    return { url: env.APP_URL, ports, env, processes, database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function importCatalog(env) {
  const args = typescript("scripts/import-catalog.ts", "--if-older-than", "24");
  const onLine = (line) =>
    process.stdout.isTTY && process.stdout.write(`\r    ${line.padEnd(70).slice(0, 70)}`);
  return runOnce(args, { env: { ...env, LOG_LEVEL: "error" }, onLine }).catch((error) => {
    say(`  The catalog could not be read in full; what was there before stays on sale.\n${error.message}`);
  });
}

const WATCHED = ["--watch-path=lib", "--watch-path=db", "--watch-path=scripts"];

async function startShop({ processes, env, ports, options }) {
  const { dev, live } = options;
  const worker = dev ? [...WATCHED, ...typescript("scripts/worker.ts")] : [await bundleWorker(options)];
  processes.start("worker", worker, env);
  const [port, hostname] = [ports.web, live ? "0.0.0.0" : "127.0.0.1"];
  const web = dev ? nextCli("dev", "-p", String(port), "-H", hostname) : pagesServer({ port, hostname });
  processes.start("web", web, env);
  await waitFor(`http://127.0.0.1:${ports.web}/api/health`, {
    alive: () => processes.alive("web") && processes.alive("worker"),
    seconds: dev ? 180 : 60,
  });
}
