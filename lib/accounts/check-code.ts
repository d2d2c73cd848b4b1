import { and, eq, gt, lt, sql } from "drizzle-orm";
import { noteStaffAction } from "@/lib/audit";
import { factorThrottles, secondFactors, sessions } from "@/db/schema";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { MOST_WRONG, RAISED_FOR, WRONG_WINDOW, type FactorCtx } from "./factor-terms";
import { spendRecoveryCode } from "./recovery-codes";
import { findStep } from "./totp";

export type CodeFailure = Failure<"factor-missing" | "factor-wrong" | "factor-throttled">;
export type CodeKind = "authenticator" | "recovery";

type Factor = typeof secondFactors.$inferSelect;

/** The actor's authenticator, locked: of two codes at once the second one waits. */
export async function lockFactor(tx: FactorCtx): Promise<Factor | undefined> {
  const [factor] = await tx.db
    .select()
    .from(secondFactors)
    .where(eq(secondFactors.userId, tx.actor.id))
    .for("update");
  return factor;
}

async function isThrottled(tx: FactorCtx): Promise<boolean> {
  const [row] = await tx.db
    .select({ failures: factorThrottles.failures })
    .from(factorThrottles)
    .where(
      and(
        eq(factorThrottles.userId, tx.actor.id),
        gt(factorThrottles.windowStartedAt, sql`app_now() - ${WRONG_WINDOW}`),
      ),
    );
  return row !== undefined && row.failures >= MOST_WRONG;
}

async function noteWrong(tx: FactorCtx): Promise<void> {
  const over = sql`${factorThrottles.windowStartedAt} <= app_now() - ${WRONG_WINDOW}`;
  await tx.db
    .insert(factorThrottles)
    .values({ userId: tx.actor.id })
    .onConflictDoUpdate({
      target: factorThrottles.userId,
      set: {
        failures: sql`case when ${over} then 1 else ${factorThrottles.failures} + 1 end`,
        windowStartedAt: sql`case when ${over} then app_now() else ${factorThrottles.windowStartedAt} end`,
      },
    });
  await noteStaffAction(tx, { action: "code-refused", subject: { kind: "staff", id: tx.actor.id } });
}

/** A code is taken once: its step of time, or its row. */
async function takeCode(tx: FactorCtx, factor: Factor, typed: string): Promise<CodeKind | undefined> {
  const step = findStep(tx.artefacts.open(factor.secret), typed, tx.clock.now());
  if (step === undefined)
    return factor.confirmedAt && (await spendRecoveryCode(tx, factor.userId, typed)) ? "recovery" : undefined;
  const taken = await tx.db
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, factor.userId), lt(secondFactors.lastStep, step)))
    .returning({ step: secondFactors.lastStep });
  return taken.length > 0 ? "authenticator" : undefined;
}

/**
 * Takes one code of the actor's, in the caller's transaction, which must commit either way: wrong ones are counted.
 * @param typed as typed; spaces do not matter
 */
export async function checkCode(
  tx: FactorCtx,
  factor: Factor,
  typed: string,
): Promise<Result<CodeKind, CodeFailure>> {
  if (await isThrottled(tx)) return fail({ code: "factor-throttled" });
  const kind = await takeCode(tx, factor, typed.replaceAll(/\s/g, "").toUpperCase());
  if (!kind) {
    await noteWrong(tx);
    return fail({ code: "factor-wrong" });
  }
  await tx.db.delete(factorThrottles).where(eq(factorThrottles.userId, factor.userId));
  return ok(kind);
}

/** From now on and for a time this session may move money. */
export async function raiseSession(tx: FactorCtx, sessionId: string): Promise<void> {
  await tx.db
    .update(sessions)
    .set({ raisedUntil: sql`app_now() + ${RAISED_FOR}` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, tx.actor.id)));
}
