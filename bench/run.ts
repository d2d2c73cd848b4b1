import { startDatabase } from "@/scripts/database.mjs";
import { runEngine } from "./engine/run-engine";
import { runImport } from "./import/run-import";
import { runPhone } from "./phone/run-phone";
import type { Result } from "./result";
import { writeResults } from "./write-results";

const SECTIONS: Record<string, () => Result[] | Promise<Result[]>> = {
  phone: runPhone,
  engine: runEngine,
  import: runImport,
  reconciliation: async () => (await import("./reconciliation/run-reconciliation")).runReconciliation(),
  dashboard: async () => (await import("./dashboard/run-dashboard")).runDashboard(),
  pages: async () => (await import("./pages/run-pages")).runPages(),
};

// What begins with a dash is an option of a section.
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(", ")}. There are ${Object.keys(SECTIONS).join(", ")}.\n`);
  process.exit(1);
}

// A server of one's own by DATABASE_URL, else the embedded one; databases are made on it and dropped.
const server = process.env.DATABASE_URL ? undefined : await startDatabase({ dir: ".data/bench/postgres" });
if (server) process.env.DATABASE_URL = server.url;

const results: Result[] = [];
for (const [name, run] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`${name} …\n`);
  results.push(...(await run()));
}
process.stdout.write(`\n${writeResults(results)}`);
server?.stop();
process.exit(0);
