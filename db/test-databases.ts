import { randomBytes } from "node:crypto";
import postgres from "postgres";

/** Before all test files: gives the databases of this run a name in common. After them: drops those that were kept for the next file. */
export default function nameTestDatabases(): () => Promise<void> {
  const prefix = `hl_test_${randomBytes(4).toString("hex")}`;
  process.env.TEST_DATABASES = prefix;
  return async () => {
    const server = process.env.DATABASE_URL;
    if (!server) return;
    const admin = postgres(server, { max: 1, onnotice: () => undefined });
    const left = await admin<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${`${prefix}_`})`;
    for (const { name } of left) await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
}
