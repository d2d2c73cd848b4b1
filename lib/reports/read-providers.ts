import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts, importRuns, operators, providerStates, supplyCircuits, supplyHealth } from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { readSilentProviders } from "./read-silent-providers";
import type { ProviderStanding } from "./types";

interface Row extends Record<string, unknown> {
  provider: string;
  paused_until: Date | null;
  paused_why: string | null;
  switched_on: boolean | null;
  float_micros: string | null;
  float_currency: string | null;
  float_at: Date | null;
  spent: string | null;
  delivered: number | null;
  failed: number | null;
  circuits: { operator: string; country: string; why: string; retryAt: string | null }[] | null;
}

/** Dates may come as text from statements written by hand. */
const iso = (moment: Date | string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

function floatOf({ float_micros, float_currency }: Row): Micros | null {
  return float_micros === null || float_currency === null
    ? null
    : micros(Number(float_micros), float_currency);
}

function standingOf(row: Row, silent: string[]): ProviderStanding {
  const float = floatOf(row);
  const spent = float && row.spent !== null ? micros(Number(row.spent), float.currency) : null;
  const pausedUntil = iso(row.paused_until);
  const standing = {
    silent: silent.includes(row.provider),
    paused: pausedUntil === null ? null : { until: pausedUntil, why: row.paused_why },
    switchedOff: row.switched_on === false,
    // Another day like the last one would empty it.
    floatLow: float !== null && float.micros < Math.max(spent?.micros ?? 0, 1),
    circuits: (row.circuits ?? []).map((circuit) => ({ ...circuit, retryAt: iso(circuit.retryAt) })),
  };
  const { paused, switchedOff, floatLow, circuits } = standing;
  return {
    provider: row.provider,
    ...standing,
    needsLook: standing.silent || paused !== null || switchedOff || floatLow || circuits.length > 0,
    float,
    floatAt: iso(row.float_at),
    spent,
    delivered: Number(row.delivered ?? 0),
    failed: Number(row.failed ?? 0),
  };
}

/** How every provider stands, from our own rows. @throws NotPermitted */
export async function readProviders(ctx: Ctx): Promise<ProviderStanding[]> {
  assertMay(ctx.actor, "supply.read");
  const [rows, silent] = await Promise.all([
    ctx.db.execute<Row>(sql`
      select known.provider,
        case when s.paused_until > app_now() then s.paused_until end as paused_until, s.paused_why, s.switched_on,
        s.float_micros - s.float_claimed_micros as float_micros, s.float_currency, s.float_at,
        (select sum(a.cost_micros) from ${attempts} a where a.provider = known.provider and a.state = 'delivered'
          and a.cost_currency = s.float_currency and a.created_at > app_now() - interval '24 hours') as spent,
        (select sum(h.delivered) from ${supplyHealth} h where h.provider = known.provider) as delivered,
        (select sum(h.failed) from ${supplyHealth} h where h.provider = known.provider) as failed,
        (select json_agg(json_build_object('operator', o.name, 'country', o.country, 'why', c.why, 'retryAt', c.retry_at)
            order by c.failed_at desc)
          from ${supplyCircuits} c join ${operators} o on o.id = c.operator_id
          where c.provider = known.provider and c.state <> 'closed') as circuits
      from (select provider from ${importRuns} union select provider from ${providerStates}) known
      left join ${providerStates} s on s.provider = known.provider
      order by known.provider`),
    readSilentProviders(ctx),
  ]);
  return [...rows].map((row) => standingOf(row, silent));
}
