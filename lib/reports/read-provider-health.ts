import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { assertMay } from "@/lib/core/permissions";
import { NOT_THE_OPERATORS } from "@/lib/providers/not-the-operators";
import type { ProviderName } from "@/lib/providers/spec";
import { NOT_DELIVERED, TIME_STEPS } from "./delivery-times";
import type { Fared, ProviderHealth } from "./types";

interface Count {
  /** What it is counted under: an hour, or an operator. */
  key: string;
  ended: string;
  step: number;
  attempts: number;
}

/** The end of the step that holds the slowest of the fastest `share`; null without deliveries. */
function timeOf(counts: readonly Count[], share: number): number | null {
  const timed = counts.filter(({ step }) => step !== NOT_DELIVERED).toSorted((a, b) => a.step - b.step);
  const all = timed.reduce((sum, { attempts }) => sum + attempts, 0);
  let passed = 0;
  for (const { step, attempts } of timed) {
    passed += attempts;
    if (passed >= all * share) return TIME_STEPS[step] ?? TIME_STEPS.at(-1) ?? null;
  }
  return null;
}

const isNotTheirs = (ended: string): boolean => NOT_THE_OPERATORS.some((code) => code === ended);

function faredOf(counts: readonly Count[]): Fared {
  const sum = (which: (count: Count) => boolean) =>
    counts.filter(which).reduce((all, { attempts }) => all + attempts, 0);
  const delivered = sum(({ ended }) => ended === "delivered");
  const open = sum(({ ended }) => ended === "open");
  const theirs = sum(({ ended }) => ended !== "delivered" && ended !== "open" && !isNotTheirs(ended));
  return {
    attempts: sum(() => true),
    delivered,
    open,
    failed: theirs,
    share: delivered + theirs > 0 ? delivered / (delivered + theirs) : null,
    p50Ms: timeOf(counts, 0.5),
    p95Ms: timeOf(counts, 0.95),
    errors: mixOf(counts),
  };
}

/** Everything but deliveries and what is under way, the most frequent first. */
function mixOf(counts: readonly Count[]): Fared["errors"] {
  const mix = new Map<string, number>();
  for (const { ended, attempts } of counts)
    if (ended !== "delivered" && ended !== "open") mix.set(ended, (mix.get(ended) ?? 0) + attempts);
  return [...mix]
    .map(([code, attempts]) => ({ code, attempts, theirs: !isNotTheirs(code) }))
    .toSorted((a, b) => b.attempts - a.attempts || (a.code < b.code ? -1 : 1));
}

function grouped(counts: readonly Count[]): Map<string, Count[]> {
  const groups = new Map<string, Count[]>();
  for (const count of counts) groups.set(count.key, [...(groups.get(count.key) ?? []), count]);
  return groups;
}

interface HealthInput {
  provider: ProviderName;
  /** How far back. */
  hours: number;
  /** One operator's alone. */
  operatorId?: string | undefined;
}

async function readCounts(
  ctx: Ctx,
  { provider, hours, by, operatorId }: HealthInput & { by: "hour" | "operator" },
): Promise<Count[]> {
  const key = by === "hour" ? "h.hour" : "h.operator_id";
  const rows = await runStatement(
    ctx,
    (place) => `select ${key}, h.ended, h.step, sum(h.attempts)::int from attempt_hours h
      where h.provider = ${place(provider)}
        and h.hour > date_trunc('hour', app_now(), 'UTC') - ${place(`${hours} hours`)}::interval
        ${operatorId === undefined ? "" : `and h.operator_id = ${place(operatorId)}::uuid`}
      group by 1, 2, 3`,
  );
  return rows.map(([at, ended, step, attempts]) => ({
    key: by === "hour" ? new Date(String(at)).toISOString() : String(at),
    ended: String(ended),
    step: Number(step),
    attempts: Number(attempts),
  }));
}

async function nameOperators(
  ctx: Ctx,
  ids: string[],
): Promise<Map<string, { name: string; country: string }>> {
  const rows = await runStatement(
    ctx,
    (place) => `select id, name, country from operators
      where id in (select jsonb_array_elements_text(${place(ids)}::jsonb)::uuid)`,
  );
  return new Map(
    rows.map(([id, name, country]) => [String(id), { name: String(name), country: String(country) }]),
  );
}

/** Rows of operators that are shown; the rest is small. */
const MOST_OPERATORS = 100;

/**
 * How a provider did: in all, hour by hour, and operator by operator, the busiest first. Of one operator the hours and the sum are its own;
 * the operators beside it are told all the same.
 * @throws NotPermitted
 */
export async function readProviderHealth(
  ctx: Ctx,
  { provider, hours, operatorId }: HealthInput,
): Promise<ProviderHealth> {
  assertMay(ctx.actor, "supply.read");
  const [byHour, byOperator] = await Promise.all([
    readCounts(ctx, { provider, hours, by: "hour", operatorId }),
    readCounts(ctx, { provider, hours, by: "operator" }),
  ]);
  const operators = [...grouped(byOperator)]
    .map(([id, counts]) => ({ operatorId: id, ...faredOf(counts) }))
    .toSorted((a, b) => b.attempts - a.attempts || (a.operatorId < b.operatorId ? -1 : 1))
    .slice(0, MOST_OPERATORS);
  const ids = operators.map((one) => one.operatorId);
  const names = await nameOperators(ctx, operatorId === undefined ? ids : [...ids, operatorId]);
  const named = operatorId === undefined ? undefined : names.get(operatorId);
  return {
    only: operatorId !== undefined && named ? { operatorId, ...named } : null,
    all: faredOf(byHour),
    hours: [...grouped(byHour)]
      .map(([hour, counts]) => ({ hour, ...faredOf(counts) }))
      .toSorted((a, b) => (a.hour < b.hour ? 1 : -1)),
    operators: operators.map((one) => ({
      ...one,
      name: names.get(one.operatorId)?.name ?? "",
      country: names.get(one.operatorId)?.country ?? "",
    })),
  };
}
