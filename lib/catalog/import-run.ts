import { and, eq, ne, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { importRuns } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { ProviderName } from "@/lib/providers/spec";

export type ImportedThing = (typeof importRuns.$inferSelect)["what"];

export interface ImportRun {
  id: string;
  provider: ProviderName;
  startedAt: Date;
}

/** Whatever an earlier run of the same left open was interrupted. */
export async function startRun(ctx: Ctx, provider: ProviderName, what: ImportedThing): Promise<ImportRun> {
  await ctx.db
    .update(importRuns)
    .set({ state: "failed", error: "interrupted", finishedAt: sql`app_now()` })
    .where(
      and(eq(importRuns.provider, provider), eq(importRuns.what, what), eq(importRuns.state, "running")),
    );
  const [row] = await ctx.db
    .insert(importRuns)
    .values({ id: newId(), provider, what, state: "running" })
    .returning({ id: importRuns.id, startedAt: importRuns.startedAt });
  if (!row) throw new Error("The run was not stored");
  return { ...row, provider };
}

export async function endRun(
  ctx: Ctx,
  run: ImportRun,
  end: { state: "finished" | "failed"; counts: Record<string, number>; error?: string },
): Promise<void> {
  const { state, counts, error } = end;
  await ctx.db
    .update(importRuns)
    .set({ state, counts, error: error ?? null, finishedAt: sql`app_now()` })
    .where(and(eq(importRuns.id, run.id), ne(importRuns.state, "finished")));
}
