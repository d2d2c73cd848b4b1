import { sql } from "drizzle-orm";
import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import { countChanges } from "@/lib/reports/rollups/count-changes";
import { INSERTS, SHELF, seedRows } from "./seed-tables";

const BATCH = 250_000;
const TABLES = [
  "checkouts",
  "quotes",
  "orders",
  "payments",
  "attempts",
  "order_figures",
  "sales_halves",
  "sales_slices",
  "sales_times",
];
/** What no key stands behind: taken away while rows come in, made again at the end. */
const SECONDARY = `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
  where i.indrelid::regclass::text = any($1) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;

/**
 * Fills a migrated, empty database with so many orders of the last year, their checkouts, quotes, payments, attempts, figures and rollups. By
 * the database alone: minutes for ten millions. Guards and foreign keys rest meanwhile, for they look at each row, and rows that are made
 * together fit together. Events, books and mails are left out: lists and charts read none of them.
 */
export async function seedScale(
  url: string,
  orders: number,
  tell: (done: number) => void = () => undefined,
): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await client.unsafe(`set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB';
      set synchronous_commit = off; set jit = off`);
    for (const statement of SHELF) await client.unsafe(statement);
    const indexes = await client.unsafe<{ name: string; made: string }[]>(SECONDARY, [
      `{${TABLES.join(",")}}`,
    ]);
    for (const { name } of indexes) await client.unsafe(`drop index ${name}`);
    for (let from = 1; from <= orders; from += BATCH) {
      const to = Math.min(orders, from + BATCH - 1);
      await client.begin(async (tx) => {
        await tx.unsafe(seedRows(from, to, orders));
        for (const statement of INSERTS) await tx.unsafe(statement);
      });
      tell(to);
    }
    await drizzle(client).execute(
      sql`with counted as materialized (select 1 as sign, * from order_figures), ${countChanges(sql.raw("counted"))} select 1`,
    );
    for (const { made } of indexes) await client.unsafe(made);
    await client.unsafe("vacuum (analyze)");
  } finally {
    await client.end();
  }
}
