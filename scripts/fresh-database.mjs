import { createHash } from "node:crypto";
import fs from "node:fs";
import postgres from "postgres";

const MIGRATIONS = "db/migrations";

/** Databases with a catalog are kept for others to begin with; they are named after the state of the migrations. */
function stockedName() {
  const hash = createHash("sha256");
  for (const file of fs.readdirSync(MIGRATIONS).sort())
    if (file.endsWith(".sql")) hash.update(fs.readFileSync(`${MIGRATIONS}/${file}`));
  return `stocked_${hash.digest("hex").slice(0, 12)}`;
}

const asAdmin = async (serverUrl, work) => {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
};

/**
 * A new database on a server; those of earlier runs are dropped.
 * @param {{ stocked?: boolean }} [options] `stocked`: begins with the catalog that `keepStocked` kept, where it did
 * @returns {Promise<string>} its address
 */
export function freshDatabase(serverUrl, { stocked = false } = {}) {
  return asAdmin(serverUrl, async (sql) => {
    const old =
      await sql`select datname from pg_database where datname like 'shop\\_%' or datname like 'hl\\_test\\_%'`;
    for (const { datname } of old) await sql.unsafe(`drop database "${datname}" with (force)`);
    const kept = stocked ? await sql`select 1 from pg_database where datname = ${stockedName()}` : [];
    const name = `shop_${Date.now()}`;
    await sql.unsafe(`create database ${name}${kept.length > 0 ? ` template ${stockedName()}` : ""}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  });
}

/** Keeps a copy of a database that holds the catalog and nothing else yet; nobody may be connected to it. */
export function keepStocked(serverUrl, databaseUrl) {
  return asAdmin(serverUrl, async (sql) => {
    const old = await sql`select datname from pg_database where datname like 'stocked\\_%'`;
    for (const { datname } of old) await sql.unsafe(`drop database "${datname}" with (force)`);
    const source = new URL(databaseUrl).pathname.slice(1);
    await sql.unsafe(`create database ${stockedName()} template "${source}"`);
  });
}
