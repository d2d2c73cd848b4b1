import { createHash, randomInt } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, recoveryCodes } from "@/db/schema";
import { RECOVERY_CODES } from "./factor-terms";

/** Without letters and digits that are taken for one another. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS = 4;
const GROUP = 4;

/** 80 random bits, so that a plain hash keeps them. */
function newCode(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

const hashOf = (userId: string, code: string) =>
  createHash("sha256")
    .update(`${userId}:${code.replaceAll("-", "")}`)
    .digest("base64url");

/** Makes new codes; those that were given before work no more. Returns them: they are shown once and kept only as hashes. */
export async function putRecoveryCodes(ctx: Ctx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await ctx.db.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: hashOf(userId, code) })));
  return codes;
}

/** Whether this was a code that had not been used; it is now. @param typed in capitals, without spaces */
export async function spendRecoveryCode(ctx: Ctx, userId: string, typed: string): Promise<boolean> {
  const used = await ctx.db
    .update(recoveryCodes)
    .set({ usedAt: appNow })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.hash, hashOf(userId, typed)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ hash: recoveryCodes.hash });
  return used.length > 0;
}
