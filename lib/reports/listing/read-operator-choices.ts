import { eq, or } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators } from "@/db/schema";

/** Operators that a filter may name: those of a country, and the one that is named already. */
export async function readOperatorChoices(
  ctx: Ctx,
  { country, operator }: { country: string | null; operator: string | null },
): Promise<{ id: string; name: string; country: string }[]> {
  if (!country && !operator) return [];
  return ctx.db
    .select({ id: operators.id, name: operators.name, country: operators.country })
    .from(operators)
    .where(
      or(
        country ? eq(operators.country, country) : undefined,
        operator ? eq(operators.id, operator) : undefined,
      ),
    )
    .orderBy(operators.name);
}
