import { desc, isNotNull } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { invariantRuns } from "@/db/schema";
import type { RulesChecked } from "./types";

/** What came of the last check of the rules that always hold; null before the first one. */
export async function readRulesChecked(ctx: Pick<Ctx, "db">): Promise<RulesChecked | null> {
  const [run] = await ctx.db
    .select()
    .from(invariantRuns)
    .where(isNotNull(invariantRuns.finishedAt))
    .orderBy(desc(invariantRuns.finishedAt))
    .limit(1);
  if (!run?.finishedAt) return null;
  const rules = new Map<string, string[]>();
  for (const { rule, id } of run.details) rules.set(rule, [...(rules.get(rule) ?? []), id]);
  return {
    at: run.finishedAt.toISOString(),
    violations: run.violations,
    broken: [...rules].map(([rule, ids]) => ({ rule, ids })),
  };
}
