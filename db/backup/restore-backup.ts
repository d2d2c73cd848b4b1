import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import postgres from "postgres";
import { z } from "zod";
import { migrateDatabase, readMigrationHashes } from "../migrate";
import { FrameReader, type Heading, type TableHead } from "./frames";
import { listTables, PLAIN_TEXTS, quoted, target } from "./list-tables";

const headingSchema = z.object({
  homeline: z.literal("backup"),
  format: z.literal(1),
  at: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.string()),
}) satisfies z.ZodType<Heading>;
const tableSchema = z.object({
  table: z.string(),
  columns: z.array(z.string()),
}) satisfies z.ZodType<TableHead>;
const endingSchema = z.object({ end: z.literal(true), rows: z.record(z.string(), z.number()) });

export interface RestoreOptions {
  /** Throws away what the database holds. Without it only an empty one is taken. */
  force?: boolean;
  /** The shop stood still from the backup on, so that nothing can have been sent since. */
  nothingSince?: boolean;
}

export interface RestoreReport {
  at: Date;
  rows: Record<string, number>;
  /** Payments whose orders are sent only when a person has looked whether they were sent already. */
  heldBack: number;
}

async function readHeading(reader: FrameReader): Promise<Heading> {
  const read = headingSchema.safeParse(await reader.readLine().catch(() => undefined));
  if (!read.success) throw new Error("This is no backup of Homeline, or one of a newer form");
  return read.data;
}

/** How many of our migrations the backup has seen. @throws Error when it has seen others */
function fit(heading: Heading): number {
  const ours = readMigrationHashes();
  const { migrations } = heading;
  if (migrations.length > ours.length)
    throw new Error("The backup is of a newer Homeline: restore it with that one");
  if (migrations.some((hash, at) => hash !== ours[at]))
    throw new Error("The backup's migrations are not those of this Homeline");
  return migrations.length;
}

/** Processes of the shop would write into what is being thrown away. */
async function refuseWhileOpen(sql: postgres.Sql): Promise<void> {
  const [open] = await sql`
    select 1 from pg_stat_activity where datname = current_database() and application_name like 'homeline-%' limit 1`;
  if (open) throw new Error("The shop still runs on this database: stop web and workers first");
}

async function emptyDatabase(sql: postgres.Sql, force: boolean): Promise<void> {
  const schemas = ["public", "drizzle", "graphile_worker"];
  const [found] = await sql<{ tables: number }[]>`
    select count(*)::int as tables from pg_tables where schemaname = any(${schemas})`;
  if (found?.tables === 0) return;
  if (!force)
    throw new Error("The database is not empty. Name another one, or say --force and lose what it holds");
  await refuseWhileOpen(sql);
  const drops = schemas.map((name) => `drop schema if exists ${name} cascade`);
  await sql.unsafe(`${drops.join("; ")}; create schema public`);
}

/** Rows that migrations wrote themselves stand in the backup as well. */
async function emptyTables(sql: postgres.TransactionSql, tables: string[]): Promise<void> {
  for (const table of tables) {
    const [row] = await sql.unsafe(`select 1 from public.${quoted(table)} limit 1`);
    if (row) await sql.unsafe(`delete from public.${quoted(table)}`);
  }
}

async function loadTables(sql: postgres.TransactionSql, reader: FrameReader): Promise<void> {
  const there = new Map((await listTables(sql)).map((head) => [head.table, head]));
  await emptyTables(sql, [...there.keys()].toReversed());
  for (let left = there.size; left > 0; left -= 1) {
    const head = tableSchema.parse(await reader.readLine());
    if (!there.delete(head.table)) throw new Error(`No table ${head.table} here`);
    const into = await sql.unsafe(`copy ${target(head)} from stdin`).writable();
    await pipeline(Readable.from(reader.readPieces()), into);
  }
}

async function checkCounts(
  sql: postgres.TransactionSql,
  reader: FrameReader,
): Promise<Record<string, number>> {
  const { rows } = endingSchema.parse(await reader.readLine());
  for (const [table, count] of Object.entries(rows)) {
    const [found] = await sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from public.${quoted(table)}`,
    );
    if (found?.count !== count) throw new Error(`${table}: ${found?.count} rows instead of ${count}`);
  }
  return rows;
}

/** Numbers that the database counts itself go on behind the largest one. */
async function setSequences(sql: postgres.TransactionSql): Promise<void> {
  const owned = await sql<{ table: string; column: string; sequence: string }[]>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`;
  for (const { table, column, sequence } of owned)
    await sql.unsafe(
      `select setval('${sequence}', greatest(coalesce((select max(${quoted(column)}) from public.${quoted(table)}), 0), 1))`,
    );
}

/**
 * What had not been sent by the moment of the backup may have been sent after it, and this database would not know. Nothing more is bought for
 * those until a person lets them through; what was in doubt is asked about as ever.
 */
async function holdBackUnsent(sql: postgres.TransactionSql): Promise<number> {
  const held = await sql`
    update payments set held_back = coalesce(held_back, 'restored') where state in ('open', 'authorised')
      or (state = 'expired' and session_expires_at > app_now() - interval '1 hour')`;
  return held.count;
}

async function load(sql: postgres.Sql, reader: FrameReader, options: RestoreOptions) {
  return sql.begin(async (tx) => {
    await tx.unsafe(PLAIN_TEXTS);
    const triggered = await tx<{ table: string }[]>`
      select distinct c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and not t.tgisinternal`;
    // History is written as it was, not made: the rules that guard its making rest until all of it is there.
    const switched = (how: string) =>
      tx.unsafe(triggered.map(({ table }) => `alter table ${quoted(table)} ${how} trigger user`).join("; "));
    if (triggered.length > 0) await switched("disable");
    await loadTables(tx, reader);
    const rows = await checkCounts(tx, reader);
    await setSequences(tx);
    const heldBack = options.nothingSince ? 0 : await holdBackUnsent(tx);
    if (triggered.length > 0) await switched("enable");
    return { rows, heldBack };
  });
}

/**
 * Reads a backup into an empty database: all of it or nothing. The schema is made as it was at the moment of the backup, then brought to the
 * newest. The job engine's own tables are not part of it: whatever is due is woken by its row.
 * @throws Error with one line that says why not
 */
export async function restoreBackup(
  url: string,
  file: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  const source = createReadStream(file).pipe(createGunzip());
  const reader = new FrameReader(source as AsyncIterable<Buffer>);
  const sql = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: "homeline restore" },
  });
  try {
    const heading = await readHeading(reader);
    const seen = fit(heading);
    await emptyDatabase(sql, options.force === true);
    await migrateDatabase(url, { through: seen });
    const loaded = await load(sql, reader, options);
    await migrateDatabase(url);
    await sql`analyze`;
    return { at: new Date(heading.at), ...loaded };
  } finally {
    source.destroy();
    await sql.end({ timeout: 5 });
  }
}
