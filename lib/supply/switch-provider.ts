import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction, type StaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import type { ProviderName } from "@/lib/providers/spec";

/** Somebody else decided since the page was read: nothing was changed. */
export type Overtaken = Failure<"changed-meanwhile">;

type Column = "paused_until" | "switched_on";

/** Sets what staff decide on a provider, unless it is not what the page showed any more. @param decision.seen what it showed; undefined: whatever it is */
async function decide(
  ctx: Ctx,
  decision: {
    provider: ProviderName;
    column: Column;
    seen: unknown;
    set: Record<string, unknown>;
    noted: Omit<StaffAction, "subject">;
  },
): Promise<Result<undefined, Overtaken>> {
  assertMay(ctx.actor, "supply.write");
  const { provider, column, seen, set, noted } = decision;
  return inTransaction(ctx, async (inside) => {
    await runStatement(
      inside,
      (place) => `insert into provider_states (provider) values (${place(provider)}) on conflict do nothing`,
    );
    const written = await runStatement(inside, (place) => {
      const [now, type] =
        column === "paused_until"
          ? // A page tells moments to the millisecond.
            [`date_trunc('milliseconds', paused_until)`, "timestamptz"]
          : [column, "boolean"];
      const sets = Object.entries(set).map(([name, value]) => `${name} = ${place(value)}`);
      const unseen = seen === undefined ? "" : ` and ${now} is not distinct from ${place(seen)}::${type}`;
      return `update provider_states set ${sets.join(", ")} where provider = ${place(provider)}${unseen} returning 1`;
    });
    if (written.length === 0) return fail({ code: "changed-meanwhile" });
    await noteStaffAction(inside, { ...noted, subject: { kind: "provider", id: provider } });
    return ok(undefined);
  });
}

/** Staff pause a provider until a moment, or end its pause (null). @param pause.seen when the pause that the page showed ends @throws NotPermitted */
export async function setPause(
  ctx: Ctx,
  pause: { provider: ProviderName; until: Date | null; why: string; seen?: Date | null | undefined },
): Promise<Result<undefined, Overtaken>> {
  assertMay(ctx.actor, "supply.write");
  const { provider, until, why, seen } = pause;
  return decide(ctx, {
    provider,
    column: "paused_until",
    seen,
    set: { paused_until: until, paused_why: until && why },
    noted: {
      action: until ? "provider-paused" : "pause-ended",
      reason: why || undefined,
      data: { until: until?.toISOString() ?? null },
    },
  });
}

/** Staff switch a provider on or off, whatever its capabilities say; null leaves it to them again. @throws NotPermitted */
export function switchProvider(
  ctx: Ctx,
  decision: {
    provider: ProviderName;
    on: boolean | null;
    reason?: string;
    seen?: boolean | null | undefined;
  },
): Promise<Result<undefined, Overtaken>> {
  const { provider, on, reason, seen } = decision;
  return decide(ctx, {
    provider,
    column: "switched_on",
    seen,
    set: { switched_on: on, switched_by: ctx.actor.id },
    noted: { action: "provider-switched", reason, data: { on } },
  });
}
