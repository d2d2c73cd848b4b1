import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";

export interface PromotionSwitch {
  promotionId: string;
  shown: boolean;
  reason: string;
  /** Its title as the page showed it: a promotion of other words is another one. */
  seen: string;
}

export type PromotionRefusal = Failure<"not-found" | "reason-missing" | "already-so" | "changed-meanwhile">;

const SHORTEST_REASON = 3;

/**
 * Staff hide what one provider tells of an operator's promotion, or show it again. It counts at once and imports change nothing of it; what
 * another provider tells of the same stays. @throws NotPermitted
 */
export async function switchPromotion(
  ctx: Ctx,
  change: PromotionSwitch,
): Promise<Result<undefined, PromotionRefusal>> {
  assertMay(ctx.actor, "catalog.write");
  const { promotionId: id, shown, seen } = change;
  const reason = change.reason.trim();
  if (!isUuid(id)) return fail({ code: "not-found" });
  if (reason.length < SHORTEST_REASON) return fail({ code: "reason-missing" });
  return inTransaction(ctx, async (inside) => {
    const [row] = await runStatement(
      inside,
      (place) => `select title, provider from promotions where id = ${place(id)}::uuid for update`,
    );
    if (!row) return fail({ code: "not-found" });
    const [title, provider] = row.map(String);
    if (title !== seen) return fail({ code: "changed-meanwhile" });
    const changed = await runStatement(inside, (place) =>
      shown
        ? `delete from catalog_switches where kind = 'promotion' and subject = ${place(id)} returning 1`
        : `insert into catalog_switches (kind, subject, reason, made_by)
            values ('promotion', ${place(id)}, ${place(reason)}, ${place(ctx.actor.id)}) on conflict do nothing returning 1`,
    );
    if (changed.length === 0) return fail({ code: "already-so" });
    await noteStaffAction(inside, {
      action: shown ? "promotion-shown" : "promotion-hidden",
      subject: { kind: "promotion", id },
      reason,
      data: { provider, title },
    });
    return ok(undefined);
  });
}
