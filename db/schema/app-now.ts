import { sql } from "drizzle-orm";

/** The database's time: the only clock that waits, leases and deadlines are measured by. */
export const appNow = sql`app_now()`;
