import { and, eq, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { appNow, promoCodes } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

/** Ends a code now. What was frozen with it stays as it is; its name is free for another one. @throws NotPermitted */
export async function endPromoCode(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<null, Failure<"promo-gone">>> {
  assertMay(ctx.actor, "promotions.write");
  if (!isUuid(id)) return fail({ code: "promo-gone" });
  return inTransaction(ctx, async (tx) => {
    const [ended] = await tx.db
      .update(promoCodes)
      .set({ endedBy: tx.actor.id, endsAt: appNow })
      .where(and(eq(promoCodes.id, id), isNull(promoCodes.endedBy)))
      .returning({ code: promoCodes.code });
    if (!ended) return fail({ code: "promo-gone" });
    await noteStaffAction(tx, {
      action: "promo-ended",
      subject: { kind: "promo-code", id },
      data: { code: ended.code },
    });
    return ok(null);
  });
}
