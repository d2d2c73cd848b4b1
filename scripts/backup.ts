import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { writeBackup } from "@/db/backup/write-backup";
import { env } from "@/lib/env";

/** Every row of one moment into one file, while the shop goes on: `npm run backup [-- <file>]`. docs/backups.md */
const stamp = new Date().toISOString().replace(/[:.]/g, "").slice(0, 15);
const file = resolve(process.argv[2] ?? `backups/homeline-${stamp}Z.backup`);
mkdirSync(dirname(file), { recursive: true });

const begun = performance.now();
const { at, rows } = await writeBackup(env().databaseUrl, file);
const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
const size = (statSync(file).size / 1e6).toFixed(1);
process.stdout.write(
  `${file}: as of ${at.toISOString()}, ${rows["orders"] ?? 0} orders, ${total} rows, ${size} MB, ${seconds} s\n`,
);
process.stdout.write(
  "ARTEFACT_KEY is not in it: without that key no PIN in it can be read. Keep the two apart.\n",
);
