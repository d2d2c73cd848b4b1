import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { NOT_THE_OPERATORS } from "@/lib/providers/not-the-operators";
import type { ProviderName } from "@/lib/providers/spec";

export interface WayRecord {
  delivered: number;
  /** By what speaks of the provider or the operator, not of a number or an amount. */
  failed: number;
}

/** How providers did for operators in the last days. */
export interface WayRecords {
  of(provider: ProviderName, operatorId: string): WayRecord | undefined;
  /** For all operators together. */
  all(provider: ProviderName): WayRecord | undefined;
}

/** Reads them from what was counted by the hour. */
export async function readWayRecords(ctx: Ctx, days: number): Promise<WayRecords> {
  const rows = await runStatement(
    ctx,
    (
      place,
    ) => `select provider, operator_id, coalesce(sum(attempts) filter (where ended = 'delivered'), 0)::int,
        coalesce(sum(attempts) filter (where ended not in ('delivered', 'open') and ended <> all(${place(`{${NOT_THE_OPERATORS.join(",")}}`)}::text[])), 0)::int
      from attempt_hours where hour > app_now() - ${place(`${days} days`)}::interval group by 1, 2`,
  );
  const [ways, providers] = [new Map<string, WayRecord>(), new Map<string, WayRecord>()];
  for (const [provider, operatorId, delivered, failed] of rows) {
    const record = { delivered: Number(delivered), failed: Number(failed) };
    ways.set(`${String(provider)} ${String(operatorId)}`, record);
    const all = providers.get(String(provider)) ?? { delivered: 0, failed: 0 };
    providers.set(String(provider), {
      delivered: all.delivered + record.delivered,
      failed: all.failed + record.failed,
    });
  }
  return {
    of: (provider, operatorId) => ways.get(`${provider} ${operatorId}`),
    all: (provider) => providers.get(provider),
  };
}

/** Delivered of all that say something; null when nothing does. */
export function shareOf(record: WayRecord | undefined): number | null {
  const all = record ? record.delivered + record.failed : 0;
  return record && all > 0 ? record.delivered / all : null;
}
