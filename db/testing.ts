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
  /** Closes the connections and gives the database up. */
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
  const spare = options.copyOf ? undefined : spares.pop();
  const name = spare ?? (await makeDatabase(server, options.copyOf));
  const url = urlOf(server, name);
  const connection = connect(url, { max: 4, name: "homeline test" });
  const ctx: Ctx = {
    db: connection.db,
    actor: { kind: "system", id: "test" },
    clock: systemClock,
    log: silentLog,
    policy: createPolicy(options.timeScale ?? 1),
  };
  // Nothing was changed yet.
  if (mayKeep && !options.copyOf && !spare && shapeAsMade === undefined)
    shapeAsMade = (await connection.db.execute<{ shape: string }>(sql.raw(SHAPE)))[0]?.shape;
  const close = async () => {
    await connection.close();
    if (mayKeep && !options.copyOf && (await cleanDatabase(url))) spares.push(name);
    else await dropDatabase(server, name);
  };
  return { ctx, connection, url, close };
}

async function makeDatabase(server: string, copyOf?: Pick<TestDatabase, "url">): Promise<string> {
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    const template = copyOf ? new URL(copyOf.url).pathname.slice(1) : await ensureTemplate(admin, server);
    const name = `${RUN ?? "hl_test"}_${randomBytes(8).toString("hex")}`;
    await admin.unsafe(`create database ${name} template ${template}`);
    return name;
  } finally {
    await admin.end();
  }
}

/** Databases that a test is done with, empty again: making one takes several times as long as emptying it. */
const spares: string[] = [];
/** They are kept only in a test run, whose end drops them. */
const RUN = process.env.TEST_DATABASES;
const mayKeep = RUN !== undefined;

/** Guards, indexes and tables as they stand: a test that has changed any of them leaves its database to be thrown away. */
const SHAPE = `select (select string_agg(tgrelid::regclass::text || tgname || tgenabled::text, ',' order by oid) from pg_trigger where not tgisinternal)
  || (select count(*) from pg_index) || (select count(*) from pg_attribute where attrelid > 16384) as shape`;
let shapeAsMade: string | undefined;

const EMPTY = `do $$ declare name text; begin
  perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
  set local session_replication_role = replica;
  for name in select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and (n.nspname = 'public' or c.relname in ('_private_jobs', '_private_job_queues'))
  loop execute 'delete from ' || name; end loop;
  perform setval(c.oid, 1, false) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and n.nspname = 'public';
end $$`;

/** Empties a database for the next test; false when it is not as it was made, or may not be emptied by us. */
async function cleanDatabase(url: string): Promise<boolean> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await client.unsafe<{ shape: string }[]>(SHAPE);
    if (row?.shape !== shapeAsMade) return false;
    await client.unsafe(EMPTY);
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** An empty database of its own, without any of our tables. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createTestDatabase({ copyOf: { url: "postgres://server/template1" } });
}

/** Tables whose history the database keeps even from TRUNCATE. */
const KEPT = [
  "order_events",
  "payment_events",
  "ledger_entries",
  "staff_actions",
  "margin_rules",
  "price_settings",
  "ledger_days",
];

/** Empties tables and all that hangs on them, as no shop may: the rule that keeps history rests meanwhile. */
export async function emptyTables(ctx: Ctx, ...tables: string[]): Promise<void> {
  const switched = (how: string) =>
    KEPT.map((table) => `alter table ${table} ${how} trigger ${table}_keep`).join("; ");
  await ctx.db.execute(
    sql.raw(`${switched("disable")}; truncate ${tables.join(", ")} cascade; ${switched("enable")}`),
  );
}

async function dropDatabase(server: string, name: string): Promise<void> {
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
