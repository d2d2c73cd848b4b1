import { sql } from "drizzle-orm";
import type { Ctx } from "./context";

/** The database's time, the one that waits, leases and deadlines are measured by. */
export async function readAppTime(ctx: Ctx): Promise<Date> {
  const rows = await ctx.db.execute<{ now: number }>(sql`select extract(epoch from app_now()) * 1000 as now`);
  return new Date(Number(rows[0]?.now));
}
