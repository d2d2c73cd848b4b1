import { runStatement } from "@/db/run-statement";
import { inTransaction, type Ctx } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import type { ProviderName } from "@/lib/providers/spec";

/** Nothing is routed to a provider for a while; a longer pause that runs already stays. For the engine. */
export async function pauseProvider(
  ctx: Ctx,
  { provider, forMs, why }: { provider: ProviderName; forMs: number; why: string },
): Promise<void> {
  ctx.log.error({ provider, forMs, why }, "a provider is paused");
  await runStatement(
    ctx,
    (place) => `insert into provider_states as s (provider, paused_until, paused_why)
      values (${place(provider)}, app_now() + ${place(`${forMs} milliseconds`)}::interval, ${place(why)})
      on conflict (provider) do update set paused_until = excluded.paused_until, paused_why = excluded.paused_why
        where s.paused_until is null or s.paused_until < excluded.paused_until`,
  );
}

/** Staff pause a provider until a moment, or end its pause (null). @throws NotPermitted */
export async function setPause(
  ctx: Ctx,
  { provider, until, why }: { provider: ProviderName; until: Date | null; why: string },
): Promise<void> {
  assertMay(ctx.actor, "supply.write");
  await inTransaction(ctx, async (inside) => {
    await runStatement(
      inside,
      (place) => `insert into provider_states (provider, paused_until, paused_why)
      values (${place(provider)}, ${place(until)}::timestamptz, ${place(until && why)})
      on conflict (provider) do update set paused_until = excluded.paused_until, paused_why = excluded.paused_why`,
    );
    await noteStaffAction(inside, {
      action: until ? "provider-paused" : "pause-ended",
      subject: { kind: "provider", id: provider },
      reason: why || undefined,
      data: { until: until?.toISOString() ?? null },
    });
  });
}

/** Staff switch a provider on or off, whatever its capabilities say; null leaves it to them again. @throws NotPermitted */
export async function switchProvider(
  ctx: Ctx,
  { provider, on, reason }: { provider: ProviderName; on: boolean | null; reason?: string },
): Promise<void> {
  assertMay(ctx.actor, "supply.write");
  await inTransaction(ctx, async (inside) => {
    await runStatement(
      inside,
      (place) => `insert into provider_states (provider, switched_on, switched_by)
      values (${place(provider)}, ${place(on)}::boolean, ${place(ctx.actor.id)})
      on conflict (provider) do update set switched_on = excluded.switched_on, switched_by = excluded.switched_by`,
    );
    await noteStaffAction(inside, {
      action: "provider-switched",
      subject: { kind: "provider", id: provider },
      reason,
      data: { on },
    });
  });
}
