import { and, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts } from "@/db/schema";
import type { AttemptRow } from "./order-row";

/** The attempt a provider's webhook speaks of: by our reference, else by theirs. */
export async function findAttempt(
  ctx: Ctx,
  hint: { provider: string; reference?: string; providerReference?: string },
): Promise<AttemptRow | undefined> {
  const { provider, reference, providerReference } = hint;
  if (reference) {
    const [row] = await ctx.db
      .select()
      .from(attempts)
      .where(and(eq(attempts.provider, provider), eq(attempts.reference, reference)));
    if (row) return row;
  }
  if (!providerReference) return undefined;
  const [row] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.provider, provider), eq(attempts.providerReference, providerReference)));
  return row;
}
