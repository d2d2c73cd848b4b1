import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const FOLDER = join(import.meta.dirname, "migrations");

interface Journal {
  entries: { tag: string }[];
}

const readJournal = (): Journal =>
  JSON.parse(readFileSync(join(FOLDER, "meta/_journal.json"), "utf8")) as Journal;

/** What the database keeps of each migration that was applied, first one first. */
export function readMigrationHashes(): string[] {
  return readJournal().entries.map(({ tag }) =>
    createHash("sha256")
      .update(readFileSync(join(FOLDER, `${tag}.sql`), "utf8"))
      .digest("hex"),
  );
}

/** A folder with the first migrations alone. */
function firstOf(through: number): string {
  const folder = mkdtempSync(join(tmpdir(), "homeline-migrations-"));
  const journal = readJournal();
  const entries = journal.entries.slice(0, through);
  mkdirSync(join(folder, "meta"));
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) cpSync(join(FOLDER, `${tag}.sql`), join(folder, `${tag}.sql`));
  return folder;
}

/**
 * Brings our tables to the newest schema. Once per deploy; two at a time wait for each other.
 * @param to.through only so many migrations: the schema as it was
 */
export async function migrateDatabase(url: string, to: { through?: number } = {}): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const some = to.through === undefined ? undefined : firstOf(to.through);
  try {
    await sql`select pg_advisory_lock(7423, 2)`;
    await migrate(drizzle(sql), { migrationsFolder: some ?? FOLDER });
  } finally {
    await sql.end();
    if (some) rmSync(some, { recursive: true });
  }
}
