import { closeBreak, readAskable, type BreakRow } from "@/lib/ledger";
import { readAttempt } from "@/lib/orders";
import type { ReconciliationCtx } from "./context";

/** After a bad night the rest is left for the next run. */
const MOST = 500;

/** What a look-up said that ends a break. */
const ENDS = new Set(["reversed", "delivered after all"]);

/** Asks about what one break is about. Returns what came of it, when that ends the break. */
export async function lookAtSubject(ctx: ReconciliationCtx, about: BreakRow): Promise<string | undefined> {
  if (about.attemptId) {
    const attempt = await readAttempt(ctx, about.attemptId);
    const heard = attempt && (await ctx.engine.lookAgain(attempt));
    return heard && ENDS.has(heard) ? heard : undefined;
  }
  // What is due for a payment is done by looking at it; whether the books then agree the next run tells.
  if (about.paymentId) await ctx.engine.lookAtPayment(about.paymentId);
  return undefined;
}

/** Asking again is safe by itself, so nobody has to press for it. What it ends is mended. */
export async function askAgain(ctx: ReconciliationCtx, runId: string): Promise<void> {
  for (const about of await readAskable(ctx, runId, MOST)) {
    try {
      const reason = await lookAtSubject(ctx, about);
      if (reason) await closeBreak(ctx, about.id, { state: "mended", verb: "look-again", reason });
    } catch (error) {
      ctx.log.warn({ break: about.id, error: String(error) }, "asking again about a break failed");
    }
  }
}
