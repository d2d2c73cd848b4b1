import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operatorAliases, operators } from "@/db/schema";
import { normaliseOperatorName } from "./normalise-operator-name";
import { resolveNetwork } from "./resolve-network";

const idOf = sql<string>`coalesce(${operators.mergedInto}, ${operators.id})`;

/** Our network of a country that a name means, however it is written; null when there is none, or when it may mean several. */
export async function findOperatorByName(
  ctx: Ctx,
  { country, name }: { country: string; name: string },
): Promise<string | null> {
  const [named] = await ctx.db
    .select({ id: idOf })
    .from(operatorAliases)
    .innerJoin(operators, eq(operators.id, operatorAliases.operatorId))
    .where(
      and(
        eq(operatorAliases.country, country),
        eq(operatorAliases.sort, "network"),
        eq(operatorAliases.matchName, normaliseOperatorName(name, country)),
      ),
    );
  if (named) return named.id;
  const guess = resolveNetwork(name, country);
  if (guess.kind !== "certain") return null;
  const [row] = await ctx.db
    .select({ id: idOf })
    .from(operators)
    .where(
      and(
        eq(operators.country, country),
        eq(operators.sort, "network"),
        eq(operators.matchName, guess.network.matchName),
      ),
    );
  return row?.id ?? null;
}
