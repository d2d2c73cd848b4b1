import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { recoveryCodes, secondFactors } from "@/db/schema";
import type { FactorCtx } from "./factor-terms";
import { totpAddress } from "./totp";
import type { OwnFactor } from "./types";

/** Whether the actor has an authenticator that was proved. */
export async function hasFactor(ctx: Ctx): Promise<boolean> {
  const proved = and(eq(secondFactors.userId, ctx.actor.id), isNotNull(secondFactors.confirmedAt));
  return (await ctx.db.$count(secondFactors, proved)) > 0;
}

/** How it stands with the actor's own second factor; the secret only until it is proved. */
export async function readOwnFactor(
  ctx: FactorCtx,
  { email, issuer }: { email: string; issuer: string },
): Promise<OwnFactor> {
  const { id } = ctx.actor;
  const [factor] = await ctx.db.select().from(secondFactors).where(eq(secondFactors.userId, id));
  if (!factor) return { state: "none" };
  if (!factor.confirmedAt) {
    const secret = ctx.artefacts.open(factor.secret);
    return { state: "begun", secret, address: totpAddress({ secret, email, issuer }) };
  }
  const codesLeft = await ctx.db.$count(
    recoveryCodes,
    and(eq(recoveryCodes.userId, id), isNull(recoveryCodes.usedAt)),
  );
  return { state: "on", since: factor.confirmedAt.toISOString(), codesLeft };
}
