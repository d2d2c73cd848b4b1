import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators } from "@/db/schema";
import type { NamedOperator } from "./types";

/** Operators by id, with how much they are asked for. */
export async function nameOperators(
  ctx: Pick<Ctx, "db">,
  ids: readonly string[],
): Promise<Map<string, NamedOperator & { popularity: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: operators.id,
      name: operators.name,
      country: operators.country,
      popularity: operators.popularity,
    })
    .from(operators)
    .where(
      sql`${operators.id} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
    );
  return new Map(rows.map((row) => [row.id, row]));
}
