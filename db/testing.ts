import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { createPolicy } from "@/lib/core/policy";
import { connect, type Connection } from "./connect";
import type { Ctx } from "./context";
import { migrateDatabase } from "./migrate";

export interface TestDatabase {
  ctx: Ctx;
  connection: Connection;
  url: string;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
}

/**
 * A fresh, migrated database of its own on the server that DATABASE_URL names, copied from a template that is made once for each
 * state of the migrations.
 * @param options.copyOf another test database to copy instead, to which nobody is connected any more
 * @throws when DATABASE_URL is not set: a test that needs a database never passes without one.
 */
export async function createTestDatabase(
  options: { timeScale?: number; copyOf?: Pick<TestDatabase, "url"> } = {},
): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL;
  if (!server) throw new Error("DATABASE_URL is not set: this test needs a PostgreSQL server");
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    const template = options.copyOf
      ? new URL(options.copyOf.url).pathname.slice(1)
      : await ensureTemplate(admin, server);
    const name = `hl_test_${randomBytes(8).toString("hex")}`;
    await admin.unsafe(`create database ${name} template ${template}`);
    const url = urlOf(server, name);
    const connection = connect(url, { max: 4, name: "homeline test" });
    const ctx: Ctx = {
      db: connection.db,
      actor: { kind: "system", id: "test" },
      clock: systemClock,
      log: silentLog,
      policy: createPolicy(options.timeScale ?? 1),
    };
    return { ctx, connection, url, close: () => drop(server, name, connection) };
  } finally {
    await admin.end();
  }
}

/** An empty database of its own, without any of our tables. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createTestDatabase({ copyOf: { url: "postgres://server/template1" } });
}

/** Tables whose history the database keeps even from TRUNCATE. */
const KEPT = ["order_events", "payment_events", "ledger_entries", "staff_actions"];

/** Empties tables and all that hangs on them, as no shop may: the rule that keeps history rests meanwhile. */
export async function emptyTables(ctx: Ctx, ...tables: string[]): Promise<void> {
  const switched = (how: string) =>
    KEPT.map((table) => `alter table ${table} ${how} trigger ${table}_keep`).join("; ");
  await ctx.db.execute(
    sql.raw(`${switched("disable")}; truncate ${tables.join(", ")} cascade; ${switched("enable")}`),
  );
}

async function drop(server: string, name: string, connection: Connection): Promise<void> {
  await connection.close();
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
}

async function ensureTemplate(admin: postgres.Sql, server: string): Promise<string> {
  const template = `hl_template_${migrationsHash()}`;
  // Test files run side by side: the first one makes the template, the others wait for it.
  await admin`select pg_advisory_lock(7423, 1)`;
  const found = await admin`select 1 from pg_database where datname = ${template}`;
  if (found.length > 0) return release(admin, template);
  const draft = `${template}_draft`;
  await admin.unsafe(`drop database if exists ${draft} with (force)`);
  await admin.unsafe(`create database ${draft}`);
  await migrateDatabase(urlOf(server, draft));
  await runMigrations({ connectionString: urlOf(server, draft) });
  await admin.unsafe(`alter database ${draft} rename to ${template}`);
  return release(admin, template);
}

async function release(admin: postgres.Sql, template: string): Promise<string> {
  await admin`select pg_advisory_unlock(7423, 1)`;
  return template;
}

function migrationsHash(): string {
  const folder = join(import.meta.dirname, "migrations");
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
