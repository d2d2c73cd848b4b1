import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { migrateJobs } from "@/lib/jobs";

await migrateDatabase(env().databaseUrl);
await migrateJobs(env().databaseUrl);
