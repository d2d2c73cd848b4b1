import { parseArgs } from "node:util";
import { restoreBackup } from "@/db/backup/restore-backup";
import { env } from "@/lib/env";
import { migrateJobs } from "@/lib/jobs";
import { checkInvariants } from "@/lib/reports";
import { runtime } from "@/lib/runtime";

/**
 * Reads a backup into the empty database of DATABASE_URL: `npm run restore -- <file>`, with `--force` into one that is not, and `--nothing-since`
 * when the shop stood still from the backup on. Checks the rules that always hold afterwards. docs/backups.md
 */
const { values, positionals } = parseArgs({
  options: { force: { type: "boolean" }, "nothing-since": { type: "boolean" } },
  allowPositionals: true,
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const [file] = positionals;
if (!file) throw new Error("Say which: npm run restore -- <file>");

const { databaseUrl } = env();
const { at, rows, heldBack } = await restoreBackup(databaseUrl, file, {
  force: values.force === true,
  nothingSince: values["nothing-since"] === true,
});
await migrateJobs(databaseUrl);
say(`Restored as of ${at.toISOString()}: ${rows["orders"] ?? 0} orders`);
if (heldBack > 0)
  say(
    `${heldBack} payments are held back: look at the providers' records, then let their orders through or turn them away`,
  );

const { connection, context } = runtime("restore");
const broken = await checkInvariants(context({ kind: "system", id: "restore" }));
for (const { rule, id } of broken) say(`Broken: ${rule}: ${id}`);
if (broken.length === 0) say("The rules that always hold hold.");
say(`Then: npm run reconcile -- --from ${at.toISOString().slice(0, 10)}`);
await connection.close();
process.exitCode = broken.length === 0 ? 0 : 1;
