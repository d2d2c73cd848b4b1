import type { Ctx } from "@/db/context";
import { catalogDecisions } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { newId } from "@/lib/core/ids";

type Decision = Pick<typeof catalogDecisions.$inferInsert, "kind" | "subject" | "told" | "before">;

/** Keeps a decision on whose an operator is with what was before, so that it can be taken back. */
export async function noteDecision(ctx: Ctx, decision: Decision): Promise<void> {
  await ctx.db.insert(catalogDecisions).values({ id: newId(), ...decision, madeBy: ctx.actor.id });
  await noteStaffAction(ctx, {
    action: decision.kind === "map" ? "operator-mapped" : "operators-merged",
    subject: { kind: decision.kind === "map" ? "provider-operator" : "operator", id: decision.subject },
    data: decision.told,
  });
}
