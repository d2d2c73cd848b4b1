import { eq } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { appNow, recoveryCodes, secondFactors, sessions } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { FactorNeeded } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { checkCode, lockFactor, raiseSession, type CodeFailure } from "./check-code";
import type { FactorCtx } from "./factor-terms";
import { putRecoveryCodes } from "./recovery-codes";
import { newTotpSecret } from "./totp";

const self = (ctx: FactorCtx) => ({ kind: "staff", id: ctx.actor.id });

/** Makes a secret for the actor's authenticator, which counts once a code of it was typed. One that was begun stays. */
export async function beginFactor(ctx: FactorCtx): Promise<void> {
  await ctx.db
    .insert(secondFactors)
    .values({ userId: ctx.actor.id, secret: ctx.artefacts.seal(newTotpSecret()) })
    .onConflictDoNothing();
}

/** The first code proves that the authenticator has the secret; the session is raised with it. Returns the recovery codes, once. */
export async function confirmFactor(
  ctx: FactorCtx,
  { code, sessionId }: { code: string; sessionId: string },
): Promise<Result<{ recoveryCodes: string[] }, CodeFailure | Failure<"factor-on">>> {
  return inTransaction(ctx, async (tx) => {
    const factor = await lockFactor(tx);
    if (!factor) return fail({ code: "factor-missing" });
    if (factor.confirmedAt) return fail({ code: "factor-on" });
    const checked = await checkCode(tx, factor, code);
    if (!checked.ok) return checked;
    await tx.db
      .update(secondFactors)
      .set({ confirmedAt: appNow })
      .where(eq(secondFactors.userId, factor.userId));
    await raiseSession(tx, sessionId);
    await noteStaffAction(tx, { action: "second-factor-set-up", subject: self(tx) });
    return ok({ recoveryCodes: await putRecoveryCodes(tx, factor.userId) });
  });
}

/** New codes for who loses the authenticator; the old ones end. @throws FactorNeeded */
export async function renewRecoveryCodes(
  ctx: FactorCtx,
): Promise<Result<string[], Failure<"factor-missing">>> {
  if (!ctx.actor.raised) throw new FactorNeeded("recovery codes");
  return inTransaction(ctx, async (tx) => {
    const factor = await lockFactor(tx);
    if (!factor?.confirmedAt) return fail({ code: "factor-missing" });
    await noteStaffAction(tx, { action: "recovery-codes-renewed", subject: self(tx) });
    return ok(await putRecoveryCodes(tx, factor.userId));
  });
}

/** Takes away somebody's authenticator and codes; none of their sessions moves money until there is a new one. In the caller's transaction. */
export async function dropFactor(tx: FactorCtx, userId: string): Promise<void> {
  await tx.db.delete(secondFactors).where(eq(secondFactors.userId, userId));
  await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.db.update(sessions).set({ raisedUntil: null }).where(eq(sessions.userId, userId));
}

/** The actor's own authenticator goes, to be set up anew on another phone. @throws FactorNeeded */
export async function removeOwnFactor(ctx: FactorCtx): Promise<void> {
  if (!ctx.actor.raised) throw new FactorNeeded("another authenticator");
  await inTransaction(ctx, async (tx) => {
    await dropFactor(tx, tx.actor.id);
    await noteStaffAction(tx, { action: "second-factor-removed", subject: self(tx) });
  });
}
