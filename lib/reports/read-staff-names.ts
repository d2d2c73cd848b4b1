import { inArray } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { users } from "@/db/schema";

/** Addresses of staff by their ids, for those who are still known. */
export async function readStaffNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, email }) => [id, email]));
}
