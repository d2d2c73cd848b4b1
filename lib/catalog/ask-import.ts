import { inTransaction, type Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import { enqueue } from "@/lib/jobs";
import type { ProviderName } from "@/lib/providers/spec";

/** Staff want a provider's catalog read now: a worker begins within seconds; asked twice before that, it is read once. @throws NotPermitted */
export async function askImport(ctx: Ctx, { provider }: { provider: ProviderName }): Promise<void> {
  assertMay(ctx.actor, "catalog.write");
  await inTransaction(ctx, async (inside) => {
    await enqueue(inside, {
      task: "catalog",
      payload: { what: "import", provider },
      key: `catalog:import:${provider}`,
    });
    await noteStaffAction(inside, { action: "import-asked", subject: { kind: "provider", id: provider } });
  });
}
