import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import type { ProviderName } from "@/lib/providers/spec";

/** Staff say when they want to hear of a provider's float: null hours are the usual ones, null micros no amount. @throws NotPermitted */
export async function setFloatAlert(
  ctx: Ctx,
  { provider, hours, micros }: { provider: ProviderName; hours: number | null; micros: number | null },
): Promise<void> {
  assertMay(ctx.actor, "supply.write");
  await inTransaction(ctx, async (inside) => {
    await runStatement(
      inside,
      (place) => `insert into provider_states (provider, low_hours, low_micros)
        values (${place(provider)}, ${place(hours)}::int, ${place(micros)}::bigint)
        on conflict (provider) do update set low_hours = excluded.low_hours, low_micros = excluded.low_micros`,
    );
    await noteStaffAction(inside, {
      action: "float-alert-set",
      subject: { kind: "provider", id: provider },
      data: { hours, micros },
    });
  });
}
