import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { appNow, blocks } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

/** Somebody else may have lifted it already. */
export type LiftFailure = Failure<"reason-missing" | "not-blocked">;

/** Sells and sends again to what was blocked. @throws NotPermitted */
export async function liftBlock(
  ctx: Ctx,
  input: { id: string; reason: string },
): Promise<Result<null, LiftFailure>> {
  assertMay(ctx.actor, "customers.block");
  const reason = input.reason.trim();
  if (reason.length < 5) return fail({ code: "reason-missing" });
  if (!isUuid(input.id)) return fail({ code: "not-blocked" });
  return inTransaction(ctx, async (tx): Promise<Result<null, LiftFailure>> => {
    const [lifted] = await tx.db
      .update(blocks)
      .set({ liftedAt: appNow, liftedBy: tx.actor.id, liftReason: reason })
      .where(and(eq(blocks.id, input.id), isNull(blocks.liftedAt)))
      .returning({ key: blocks.key });
    if (!lifted) return fail({ code: "not-blocked" });
    await noteStaffAction(tx, { action: "unblocked", subject: { kind: "block", id: lifted.key }, reason });
    return ok(null);
  });
}
