import { and, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators } from "@/db/schema";
import { normaliseOperatorName } from "./normalise-operator-name";

/** Our operator of a country that a name means, however it is written; null when there is none. */
export async function findOperatorByName(
  ctx: Ctx,
  { country, name }: { country: string; name: string },
): Promise<string | null> {
  const matchName = normaliseOperatorName(name, country);
  const [row] = await ctx.db
    .select({ id: operators.id })
    .from(operators)
    .where(and(eq(operators.country, country), eq(operators.matchName, matchName)));
  return row?.id ?? null;
}
