import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Brings our tables to the newest schema. Once per deploy; two at a time wait for each other. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(7423, 2)`;
    await migrate(drizzle(sql), { migrationsFolder: join(import.meta.dirname, "migrations") });
  } finally {
    await sql.end();
  }
}
