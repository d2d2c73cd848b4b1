import { parseArgs } from "node:util";
import { runVitest } from "./run-vitest";

/**
 * Hostile input in its long form: `npm run fuzz`, with `-- --runs N` inputs for each property (10,000 without it), `--seed S` for the same ones
 * again, and names of files to run only those.
 */
const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string" } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Date.now() % 0x7fffffff);

process.stdout.write(`${values.runs} inputs for each property, seed ${seed}\n`);
const files = positionals.length > 0 ? positionals : [".fuzz.test."];
process.exitCode = await runVitest(files, { FUZZ_RUNS: values.runs, FUZZ_SEED: seed });
