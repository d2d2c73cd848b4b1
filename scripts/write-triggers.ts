import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeTriggers } from "@/db/write-triggers";

/** Writes the SQL of the transition triggers into the newest `*_triggers.sql` migration. */
const folder = join(import.meta.dirname, "../db/migrations");
const newest = readdirSync(folder)
  .filter((name) => name.endsWith("_triggers.sql"))
  .sort()
  .at(-1);
if (!newest) throw new Error("Make one first: npx drizzle-kit generate --custom --name=triggers");
writeFileSync(join(folder, newest), writeTriggers());
process.stdout.write(`${newest} written\n`);
