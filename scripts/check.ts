import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { findOtherServer, startDatabase } from "./database.mjs";

/**
 * Everything that must hold of the source, a line a step: `npm run check`, or some of it: `npm run check -- lint types`. A step that fails
 * shows what it found; the others run all the same.
 */
const root = join(import.meta.dirname, "..");

interface Ran {
  code: number;
  output: string;
  /** What a line about it adds to the verdict. */
  note?: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const read = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The program that an installed package brings. */
function bin(name: string, folder = name): string {
  const home = join(root, "node_modules", folder);
  const found = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    bin: string | Record<string, string>;
  };
  return join(home, typeof found.bin === "string" ? found.bin : (found.bin[name] ?? ""));
}

async function checkTypes(): Promise<Ran> {
  // The declarations that Next writes are not committed; without them pages have no types.
  if (!existsSync(join(root, "next-env.d.ts"))) {
    const written = await run([bin("next"), "typegen"]);
    if (written.code !== 0) return written;
  }
  return run([bin("tsc", "typescript"), "--noEmit"]);
}

/** Database tests are never left out: without DATABASE_URL they get a server of their own, which ends with them. */
async function runTests(): Promise<Ran> {
  const given = process.env.DATABASE_URL;
  if (given) return run([bin("vitest"), "run"]);
  const server = await startDatabase({ dir: join(root, ".data/check/postgres"), settings: ["fsync=off"] });
  try {
    return await run([bin("vitest"), "run"], { DATABASE_URL: server.url });
  } finally {
    if (server.how !== "attached") server.stop();
  }
}

/** What rests on the database itself: its rules, the machines, the engine, the jobs. */
const CORE = ["db/", "lib/jobs/", "lib/core/transitions/", "lib/fulfilment/fulfilment.test.ts"];

async function majorOf(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ major: number }[]>`
    select current_setting('server_version_num')::int / 10000 as major`;
  await sql.end();
  return row?.major ?? 0;
}

/** The core once more on a PostgreSQL of another major version, where this machine has one. The embedded one is 18. */
async function runOnOtherServer(): Promise<Ran> {
  const usual = process.env.DATABASE_URL ? await majorOf(process.env.DATABASE_URL) : 18;
  const other = findOtherServer(usual);
  if (!other) return { code: 0, output: "", note: `no other PostgreSQL here than ${usual}` };
  const dir = join(root, `.data/check/postgres-${other.major}`);
  const server = await startDatabase({ dir, native: other.native, settings: ["fsync=off"] });
  try {
    // The report is the main run's.
    const ran = await run([bin("vitest"), "run", ...CORE], { DATABASE_URL: server.url, TEST_REPORTS: "" });
    return { ...ran, note: `PostgreSQL ${other.major} beside ${usual}: ${countIn(ran.output)}` };
  } finally {
    if (server.how !== "attached") server.stop();
  }
}

const STEPS: Record<string, () => Promise<Ran>> = {
  format: () => run([bin("oxfmt"), "--check"]),
  lint: () => run([bin("oxlint"), "--deny-warnings"]),
  types: checkTypes,
  boundaries: () => run(["--import", "tsx", "scripts/check-boundaries.ts"]),
  unused: () => run([bin("knip"), "--no-progress"]),
  tests: runTests,
  servers: runOnOtherServer,
};

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** Vitest's own count, so that nobody wonders what was run. */
const countIn = (output: string) =>
  /Tests\s+([^\n]*passed[^\n]*)/.exec(output.replace(ESCAPES, ""))?.[1]?.trim() ?? "";

async function report(name: string, step: () => Promise<Ran>): Promise<boolean> {
  const start = Date.now();
  const { code, output, note } = await step().catch((error: unknown): Ran => ({
    code: 1,
    output: String(error),
  }));
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(6);
  const verdict = code === 0 ? "holds " : "FAILED";
  process.stdout.write(`${name.padEnd(12)}${verdict}${seconds} s  ${note ?? countIn(output)}\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`);
  return code === 0;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  process.stderr.write(`No step ${unknown.join(", ")}; there are ${Object.keys(STEPS).join(", ")}\n`);
  process.exit(2);
}
const failed: string[] = [];
for (const [name, step] of Object.entries(STEPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (!(await report(name, step))) failed.push(name);
}
if (failed.length > 0) process.stdout.write(`${failed.join(", ")}: not in order\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
