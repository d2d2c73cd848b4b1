import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startDatabase } from "./database.mjs";

/**
 * Hostile input in its long form: `npm run fuzz`, with `-- --runs N` inputs for each property (10,000 without it), `--seed S` for the same ones
 * again, and names of files to run only those.
 */
const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string" } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Date.now() % 0x7fffffff);
const given = process.env.DATABASE_URL;
const server = given
  ? undefined
  : await startDatabase({ dir: join(root, ".data/check/postgres"), settings: ["fsync=off"] });

process.stdout.write(`${values.runs} inputs for each property, seed ${seed}\n`);
const files = positionals.length > 0 ? positionals : [".fuzz.test."];
const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...files], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: given ?? server?.url, FUZZ_RUNS: values.runs, FUZZ_SEED: seed },
});
child.on("close", (code) => {
  if (server && server.how !== "attached") server.stop();
  process.exitCode = code ?? 1;
});
