import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import type { ProviderName } from "@/lib/providers/spec";

/**
 * Staff say that a provider's way to an operator works again: orders take it at once. What fails there opens it anew.
 * @returns false when it was closed already @throws NotPermitted
 */
export async function closeCircuit(
  ctx: Ctx,
  { provider, operatorId, reason }: { provider: ProviderName; operatorId: string; reason?: string },
): Promise<boolean> {
  assertMay(ctx.actor, "supply.write");
  return inTransaction(ctx, async (inside) => {
    const [closed] = await runStatement(
      inside,
      (place) => `update supply_circuits c set state = 'closed', failures = 0, openings = 0, retry_at = null
        from supply_circuits old where old.provider = c.provider and old.operator_id = c.operator_id
          and c.provider = ${place(provider)} and c.operator_id = ${place(operatorId)}::uuid and c.state <> 'closed'
        returning old.why`,
    );
    if (!closed) return false;
    await noteStaffAction(inside, {
      action: "circuit-closed",
      subject: { kind: "provider", id: provider },
      reason,
      data: { operatorId, why: closed[0] },
    });
    return true;
  });
}
