import { and, eq, isNull, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { priceChanges } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

/** Staff take back a change before it counts; afterwards there is only the way back by another. @throws NotPermitted */
export async function withdrawChange(
  ctx: Ctx,
  changeId: string,
): Promise<Result<null, Failure<"change-counts">>> {
  // Which permission it takes stands in the change: nobody else is told whether there is one.
  assertMay(ctx.actor, "prices.read");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .select({ part: priceChanges.part })
      .from(priceChanges)
      .where(eq(priceChanges.id, changeId));
    assertMay(ctx.actor, row?.part === "tax" ? "tax.write" : "prices.write");
    const [withdrawn] = await tx.db
      .update(priceChanges)
      .set({ withdrawnAt: sql`app_now()`, withdrawnBy: ctx.actor.id })
      .where(
        and(
          eq(priceChanges.id, changeId),
          isNull(priceChanges.withdrawnAt),
          sql`${priceChanges.takesEffectAt} > app_now()`,
        ),
      )
      .returning({ n: priceChanges.n });
    if (!withdrawn) return fail({ code: "change-counts" });
    await noteStaffAction(tx, {
      action: "price-change-withdrawn",
      subject: { kind: "price-change", id: changeId },
      data: withdrawn,
    });
    return ok(null);
  });
}
