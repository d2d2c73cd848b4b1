import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { ProviderName } from "@/lib/providers/spec";
import type { Overtaken } from "./switch-provider";

interface Limits {
  /** Null: the usual ones. */
  hours: number | null;
  /** Null: no amount. */
  micros: number | null;
}

/** Staff say when they want to hear of a provider's float. @param alert.seen what the page showed; undefined: whatever it is @throws NotPermitted */
export async function setFloatAlert(
  ctx: Ctx,
  { provider, hours, micros, seen }: Limits & { provider: ProviderName; seen?: Limits | undefined },
): Promise<Result<undefined, Overtaken>> {
  assertMay(ctx.actor, "supply.write");
  return inTransaction(ctx, async (inside) => {
    await runStatement(
      inside,
      (place) => `insert into provider_states (provider) values (${place(provider)}) on conflict do nothing`,
    );
    const written = await runStatement(inside, (place) => {
      const sets = `low_hours = ${place(hours)}::int, low_micros = ${place(micros)}::bigint`;
      const unseen = seen
        ? ` and low_hours is not distinct from ${place(seen.hours)}::int and low_micros is not distinct from ${place(seen.micros)}::bigint`
        : "";
      return `update provider_states set ${sets} where provider = ${place(provider)}${unseen} returning 1`;
    });
    if (written.length === 0) return fail({ code: "changed-meanwhile" });
    await noteStaffAction(inside, {
      action: "float-alert-set",
      subject: { kind: "provider", id: provider },
      data: { hours, micros },
    });
    return ok(undefined);
  });
}
