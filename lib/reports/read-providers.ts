import { sql } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import {
  attemptHours,
  importRuns,
  operators,
  providerStates,
  supplyCircuits,
  supplyHealth,
} from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { forecastRunway } from "./forecast-runway";
import { readSilentProviders } from "./read-silent-providers";
import type { ProviderStanding } from "./types";

interface Row extends Record<string, unknown> {
  provider: string;
  paused_until: Date | null;
  paused_seen: Date | null;
  paused_why: string | null;
  switched_on: boolean | null;
  float_micros: string | null;
  float_currency: string | null;
  float_at: Date | null;
  low_hours: number | null;
  low_micros: string | null;
  /** By the hour, of the last days. */
  spent: { hour: string; micros: number }[] | null;
  now: Date | string;
  delivered: number | null;
  failed: number | null;
  circuits:
    | { operatorId: string; operator: string; country: string; why: string; retryAt: string | null }[]
    | null;
}

/** Dates may come as text from statements written by hand. */
const iso = (moment: Date | string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

function floatOf({ float_micros, float_currency }: Row): Micros | null {
  return float_micros === null || float_currency === null
    ? null
    : micros(Number(float_micros), float_currency);
}

/** Unless staff set another limit. */
const LOW_HOURS = 24;
const DAY_MS = 24 * 3_600_000;

/** How long the float lasts, and whether that is too short. */
function lastingOf(row: Row) {
  const float = floatOf(row);
  const now = new Date(row.now);
  const hours = (row.spent ?? []).map(({ hour, micros: taken }) => ({ hour: new Date(hour), micros: taken }));
  const runway = float && forecastRunway(float.micros, hours, now);
  const alertBelow = {
    hours: row.low_hours ?? LOW_HOURS,
    float: row.low_micros === null || !float ? null : micros(Number(row.low_micros), float.currency),
  };
  const spent = hours
    .filter(({ hour }) => now.getTime() - hour.getTime() < DAY_MS)
    .reduce((all, one) => all + one.micros, 0);
  return {
    float,
    runway,
    alertBelow,
    alertSeen: { hours: row.low_hours, micros: row.low_micros === null ? null : Number(row.low_micros) },
    spent: float && spent > 0 ? micros(spent, float.currency) : null,
    floatLow:
      float !== null &&
      (float.micros <= 0 ||
        float.micros < (alertBelow.float?.micros ?? 0) ||
        (runway !== null && runway.hours !== null && runway.hours < alertBelow.hours)),
  };
}

function standingOf(row: Row, silent: string[]): ProviderStanding {
  const pausedUntil = iso(row.paused_until);
  const standing = {
    silent: silent.includes(row.provider),
    paused: pausedUntil === null ? null : { until: pausedUntil, why: row.paused_why },
    pausedSeen: iso(row.paused_seen),
    switchedOff: row.switched_on === false,
    switchedOn: row.switched_on,
    circuits: (row.circuits ?? []).map((circuit) => ({ ...circuit, retryAt: iso(circuit.retryAt) })),
  };
  const lasting = lastingOf(row);
  const { paused, switchedOff, circuits } = standing;
  return {
    provider: row.provider,
    ...standing,
    needsLook: standing.silent || paused !== null || switchedOff || lasting.floatLow || circuits.length > 0,
    ...lasting,
    floatAt: iso(row.float_at),
    delivered: Number(row.delivered ?? 0),
    failed: Number(row.failed ?? 0),
  };
}

/** How every provider stands, from our own rows. @throws NotPermitted */
export async function readProviders(ctx: Ctx): Promise<ProviderStanding[]> {
  assertMay(ctx.actor, "supply.read");
  return readStandings(ctx);
}

/** The same for the shop's own watch. */
export async function readStandings(ctx: Pick<Ctx, "db">): Promise<ProviderStanding[]> {
  const [rows, silent] = await together(
    ctx.db.execute<Row>(sql`
      select known.provider,
        case when s.paused_until > app_now() then s.paused_until end as paused_until, s.paused_until as paused_seen, s.paused_why, s.switched_on,
        s.float_micros - s.float_claimed_micros as float_micros, s.float_currency, s.float_at,
        s.low_hours, s.low_micros, app_now() as now,
        (select json_agg(json_build_object('hour', t.hour, 'micros', t.micros)) from (
          select h.hour, sum(h.cost_micros)::float8 as micros from ${attemptHours} h where h.provider = known.provider
            and h.ended = 'delivered' and h.cost_currency = s.float_currency and h.hour > app_now() - interval '7 days'
          group by h.hour) t) as spent,
        (select sum(h.delivered) from ${supplyHealth} h where h.provider = known.provider) as delivered,
        (select sum(h.failed) from ${supplyHealth} h where h.provider = known.provider) as failed,
        (select json_agg(json_build_object('operatorId', o.id, 'operator', o.name, 'country', o.country, 'why', c.why, 'retryAt', c.retry_at)
            order by c.failed_at desc)
          from ${supplyCircuits} c join ${operators} o on o.id = c.operator_id
          where c.provider = known.provider and c.state <> 'closed') as circuits
      from (select provider from ${importRuns} union select provider from ${providerStates}) known
      left join ${providerStates} s on s.provider = known.provider
      order by known.provider`),
    readSilentProviders(ctx),
  );
  return [...rows].map((row) => standingOf(row, silent));
}
