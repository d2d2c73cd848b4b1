import { runStatement } from "@/db/run-statement";
import type { Ctx } from "@/db/context";
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
