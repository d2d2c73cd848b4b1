import { runMigrations } from "graphile-worker";

/** Brings the job engine's own tables to its version. Once per deploy, never in each process. */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl });
}
