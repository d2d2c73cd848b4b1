/** Child processes of a composition: started in groups of their own, watched, and all stopped in the end. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { say } from "./say.mjs";

const POSIX = process.platform !== "win32";
const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Whoever lived for so long starts anew without the pauses of before. */
const LONG_LIFE_MS = 60_000;
const SAID_TIMES = 5;

/** `node --import tsx file` runs TypeScript in one process, so that a signal reaches it. */
export const typescript = (file, ...args) => ["--import", "tsx", file, ...args];
export const nextCli = (...args) => ["node_modules/next/dist/bin/next", ...args];
/** Serves the built pages. */
export const pagesServer = ({ port, hostname }) => [
  "scripts/web/serve-pages.mjs",
  "-p",
  String(port),
  "-H",
  hostname,
];

/** Runs a program of ours to its end; its output is shown when it fails, or line by line to `onLine`. */
export function runOnce(args, { env = {}, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const read = (chunk) => {
      output += chunk;
      if (onLine) String(chunk).split("\n").filter(Boolean).forEach(onLine);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${args.join(" ")} failed (${code})\n${output.slice(-4000)}`));
    });
  });
}

/** Runs a program of ours with its output shown. @returns {Promise<number>} its exit code */
export function runShown(args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {{ dir: string, quiet?: boolean, patienceMs?: number, onEnd?: (name: string, how: number | string) => void }} options `dir` takes
 *   the logs and the list of living processes; `onEnd` is told of each one that ended without being stopped
 */
export function createProcesses(options) {
  const { dir, quiet = false, patienceMs = PATIENCE_MS, onEnd } = options;
  const logs = path.join(dir, "logs");
  const list = path.join(dir, "processes.json");
  fs.mkdirSync(logs, { recursive: true });
  stopLeftOvers(list);
  const children = new Map();
  let stopping = false;

  const remember = () => writeList(list, children);

  const launch = (name, { once = {}, ...spec }, restarts = 0) => {
    const child = spawnLogged(name, { args: spec.args, env: { ...spec.env, ...once }, logs, quiet });
    const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
    const began = Date.now();
    children.set(name, { child, ended, spec, began });
    remember();
    void ended.then((how) => {
      if (stopping || children.get(name)?.child !== child) return;
      children.delete(name);
      const times = Date.now() - began > LONG_LIFE_MS ? 0 : restarts;
      if (onEnd) onEnd(name, how);
      else sayEnd({ name, how, times, logs });
      // For as long as it takes: what it cannot do without may be away for long.
      setTimeout(() => stopping || children.has(name) || launch(name, spec, times + 1), pauseAfter(times));
    });
    return child;
  };

  const stop = async (name) => {
    const known = children.get(name);
    if (!known) return undefined;
    children.delete(name);
    kill(known.child.pid, "SIGTERM");
    const timer = setTimeout(() => kill(known.child.pid, "SIGKILL"), patienceMs);
    const how = await known.ended;
    clearTimeout(timer);
    remember();
    return how;
  };

  return {
    logs,
    start: (name, args, env = {}) => launch(name, { args, env }),
    /** `once` is added to the environment of its first life alone. */
    startOnce: (name, { args, env, once }) => launch(name, { args, env, once }),
    /** Lets it end by itself, and kills it when it takes too long. @returns its exit code or the signal that ended it */
    stop,
    /** For good: nothing starts it again. */
    lose: (name) => {
      const pid = children.get(name)?.child.pid;
      children.delete(name);
      kill(pid, "SIGKILL");
      remember();
    },
    /** SIGKILL as a crash, SIGSTOP and SIGCONT as a machine that hangs. */
    signal: (name, signal) => kill(children.get(name)?.child.pid, signal),
    pid: (name) => children.get(name)?.child.pid,
    /** Milliseconds since it was started. */
    age: (name) => (children.has(name) ? Date.now() - children.get(name).began : undefined),
    alive: (name) => children.has(name),
    /** The last started stops first. */
    stopAll: async () => {
      stopping = true;
      for (const name of [...children.keys()].reverse()) await stop(name);
      fs.rmSync(list, { force: true });
    },
  };
}

function writeList(list, children) {
  const living = [...children].map(([name, { child }]) => ({ name, pid: child.pid }));
  fs.writeFileSync(list, JSON.stringify(living));
}

function sayEnd({ name, how, times, logs }) {
  if (times < SAID_TIMES) say(`  ${name} stopped (${how}); starting it again.`);
  else if (times === SAID_TIMES) say(`  ${name} keeps stopping (${how}); see ${logs}/${name}.log`);
}

const pauseAfter = (times) => Math.min(FIRST_PAUSE_MS * 2 ** times, LONGEST_PAUSE_MS);

/** What it says goes to a file of its own; what went wrong is shown as well, unless `quiet`. */
function spawnLogged(name, { args, env, logs, quiet }) {
  const file = path.join(logs, `${name}.log`);
  const log = fs.openSync(file, "a");
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", log, quiet ? log : "pipe"],
    detached: POSIX,
  });
  fs.closeSync(log);
  child.stderr?.on("data", (chunk) => {
    fs.appendFileSync(file, chunk);
    process.stderr.write(String(chunk).replace(/^(?=.)/gm, `${name}: `));
  });
  return child;
}

function kill(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(POSIX ? -pid : pid, signal);
  } catch {
    // It is gone already.
  }
}

/** A program that one of the functions above names, or one of ours that gave itself a title. */
const OURS = /node.*(next|tsx)|^(homeline|next-server)/;

/** After a `kill -9` of the composition its children live on: they are ours, and they hold the ports. */
function stopLeftOvers(list) {
  let left = [];
  try {
    left = JSON.parse(fs.readFileSync(list, "utf8"));
  } catch {
    return;
  }
  for (const { name, pid } of left) {
    if (!POSIX || !OURS.test(commandOf(pid))) continue;
    say(`  ${name} of an earlier run was still there; stopping it.`);
    kill(pid, "SIGKILL");
  }
  fs.rmSync(list, { force: true });
}

const commandOf = (pid) =>
  spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";

/** Waits until an address answers 2xx. `alive` ends the wait early when the process behind it is gone. */
export async function waitFor(url, { alive = () => true, seconds = 60 } = {}) {
  const until = Date.now() + seconds * 1000;
  let said = "nothing";
  while (Date.now() < until && alive()) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(String);
    if (response.ok) return;
    said = response.status ? `${response.status} ${await response.text().catch(String)}` : response;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} does not answer; what it said last: ${said.slice(0, 300)}`);
}
