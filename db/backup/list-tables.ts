import type postgres from "postgres";
import type { TableHead } from "./frames";

/** What a living process writes of itself: it is gone when the backup is read. */
const LEFT_OUT = ["worker_heartbeats"];

/** Every table of ours with the columns that are stored, each after those it refers to. */
export async function listTables(sql: postgres.Sql | postgres.TransactionSql): Promise<TableHead[]> {
  const tables = await sql<{ table: string; columns: string[]; needs: string[] }[]>`
    select c.relname as table,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(distinct r.relname::text), '{}') from pg_constraint f join pg_class r on r.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and not c.relname = any(${LEFT_OUT})
    order by c.relname`;
  const placed = new Set<string>();
  const sorted: TableHead[] = [];
  while (sorted.length < tables.length) {
    const ready = tables.filter(
      ({ table, needs }) => !placed.has(table) && needs.every((need) => placed.has(need)),
    );
    if (ready.length === 0)
      throw new Error("Tables refer to each other in a circle: they cannot be backed up in turn");
    for (const { table, columns } of ready) {
      placed.add(table);
      sorted.push({ table, columns });
    }
  }
  return sorted;
}

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"orders" ("id", "state", …)`. */
export const target = ({ table, columns }: TableHead): string =>
  `public.${quoted(table)} (${columns.map(quoted).join(", ")})`;

/** Texts of times, intervals and fractions must be read as they were written, whatever the servers' settings are. */
export const PLAIN_TEXTS = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local client_encoding = 'UTF8'; set local bytea_output = 'hex'`;
