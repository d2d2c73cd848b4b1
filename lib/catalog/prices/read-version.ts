import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";

/** Number of the last version of how prices are made, whether it counts yet or not. Nought before the first. */
export async function readVersion(ctx: Pick<Ctx, "db">): Promise<number> {
  const [row] = await ctx.db.execute<{ version: string }>(
    sql`select coalesce(max(n), 0) as version from price_changes`,
  );
  return Number(row?.version ?? 0);
}
