import { and, eq, isNull, lte } from "drizzle-orm";
import { inTransaction, violatedConstraint, type Ctx } from "@/db/context";
import { appNow, blocks } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { blockKey } from "./block-key";
import type { BlockKind } from "./types";

export type BlockFailure = Failure<
  | "reason-missing"
  /** It ends before it begins, or nothing is named. */
  | "block-invalid"
  | "already-blocked"
>;

const LONGEST_KEY = 320;

/**
 * Nothing is sold to, or sent to, what is blocked: refused when pay is pressed, and again before anything is sent.
 * @param input.value a number in E.164, an address, an account, a buyer's id, or Stripe's name for a card
 * @param input.hours how long; null: until somebody lifts it
 * @throws NotPermitted
 */
export async function block(
  ctx: Ctx,
  input: { kind: BlockKind; value: string; reason: string; hours: number | null },
): Promise<Result<{ id: string }, BlockFailure>> {
  assertMay(ctx.actor, "customers.block");
  const { kind, hours } = input;
  const reason = input.reason.trim();
  if (reason.length < 5) return fail({ code: "reason-missing" });
  const key = blockKey(kind, input.value);
  const named = key.length > kind.length + 1 && key.length <= LONGEST_KEY;
  if (!named || (hours !== null && !(hours > 0 && hours <= 24 * 3650)))
    return fail({ code: "block-invalid" });
  const endsAt = hours === null ? null : new Date(ctx.clock.now().getTime() + hours * 3_600_000);
  try {
    return await inTransaction(ctx, async (tx) => {
      // One that has ended makes room for the next.
      await tx.db
        .update(blocks)
        .set({ liftedAt: blocks.endsAt, liftReason: "it ended" })
        .where(and(eq(blocks.key, key), isNull(blocks.liftedAt), lte(blocks.endsAt, appNow)));
      const id = newId();
      await tx.db.insert(blocks).values({ id, key, reason, endsAt, blockedBy: tx.actor.id });
      await noteStaffAction(tx, {
        action: "blocked",
        subject: { kind: "block", id: key },
        reason,
        data: { endsAt: endsAt?.toISOString() ?? null },
      });
      return ok({ id });
    });
  } catch (error) {
    if (violatedConstraint(error) === "blocks_standing") return fail({ code: "already-blocked" });
    throw error;
  }
}
