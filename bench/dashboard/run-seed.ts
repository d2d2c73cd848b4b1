import postgres from "postgres";
import { migrateDatabase } from "@/db/migrate";
import { migrateJobs } from "@/lib/jobs";
import { startDatabase } from "@/scripts/database.mjs";
import { seedScale } from "./seed-scale";

const asked = process.argv.indexOf("--orders");
const orders = Number(process.argv[asked + 1]);
if (asked < 0 || !Number.isSafeInteger(orders) || orders < 1) {
  process.stderr.write("npm run seed:scale -- --orders 1000000\n");
  process.exit(1);
}

// A server of one's own by DATABASE_URL, else the embedded one; the database is a new one on it.
const server = process.env.DATABASE_URL ? undefined : await startDatabase({ dir: ".data/bench/postgres" });
const url = new URL(process.env.DATABASE_URL ?? server?.url ?? "");
const name = `homeline_scale_${orders}`;
const admin = postgres(url.href, { max: 1, onnotice: () => undefined });
await admin.unsafe(`drop database if exists ${name} with (force)`);
await admin.unsafe(`create database ${name}`);
await admin.end();
url.pathname = `/${name}`;
await migrateDatabase(url.href);
await migrateJobs(url.href);
const start = performance.now();
const seconds = (): string => ((performance.now() - start) / 1000).toFixed(0);
await seedScale(url.href, orders, (done) => process.stdout.write(`${done} orders, ${seconds()} s\n`));
process.stdout.write(`Done in ${seconds()} s: ${url.href}\n`);
server?.stop();
process.exit(0);
