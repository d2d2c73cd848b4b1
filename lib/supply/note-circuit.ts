import type { Ctx } from "@/db/context";
import type { Place } from "@/db/run-statement";
import type { Outcome } from "@/lib/providers/spec";

/** A provider's way to an operator. */
export interface Way {
  provider: string;
  operatorId: string;
}

/** What an answer says of the way it came by: it works, it is broken (and why), or nothing. */
export type WayVerdict = { says: "works" } | { says: "broken"; why: string } | { says: "nothing" };

/** Rejections that speak of the provider or the operator behind it, not of the number or the amount. */
export const BROKEN_BY = ["operator-down", "throttled", "credentials", "not-sent"] as const;
/** Doubts that do: it was silent, or not itself. */
const SILENT = ["timeout", "reset", "5xx", "unreadable"] as const;

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word);

export function verdictOf(outcome: Outcome): WayVerdict {
  switch (outcome.kind) {
    case "delivered":
    case "accepted":
      return { says: "works" };
    case "rejected": {
      const { code } = outcome.failure;
      return isOneOf(BROKEN_BY, code) ? { says: "broken", why: code } : { says: "nothing" };
    }
    case "in-doubt":
      return isOneOf(SILENT, outcome.why) ? { says: "broken", why: outcome.why } : { says: "nothing" };
  }
}

function noteBroken(place: Place, policy: Ctx["policy"], note: { way: Way; why: string }): string {
  const { provider, operatorId } = note.way;
  const interval = (milliseconds: number) => `${place(`${milliseconds} milliseconds`)}::interval`;
  const failures = `case when c.state <> 'closed' or c.failed_at > app_now() - ${interval(policy.circuitWindow)}
    then c.failures + 1 else 1 end`;
  // The trial failed, or it was one failure too many; what was under way when it opened changes nothing.
  const opens = `(c.state = 'half-open' or (c.state = 'closed' and (${failures}) >= ${place(policy.circuitFailures)}::int))`;
  const rest = `least(${interval(policy.circuitLongestRest)}, ${interval(policy.circuitRest)} * power(2, least(c.openings, 20)))`;
  return `insert into supply_circuits as c (provider, operator_id, state, failures, why)
    values (${place(provider)}, ${place(operatorId)}, 'closed', 1, ${place(note.why)})
    on conflict (provider, operator_id) do update set
      failures = ${failures}, why = excluded.why, failed_at = app_now(),
      state = case when ${opens} then 'open' else c.state end,
      openings = c.openings + case when ${opens} then 1 else 0 end,
      retry_at = case when ${opens} then app_now() + ${rest} else c.retry_at end`;
}

/**
 * What an answer does to the circuit, as a statement to be sent inside another one. A row is written on a failure, on the success that
 * ends a series of them, and when a trial told nothing, so that the next order may try; a way that works costs a look by key.
 */
export function circuitNote(
  policy: Ctx["policy"],
  note: { way: Way; verdict: WayVerdict },
): (place: Place) => string {
  const { way, verdict } = note;
  return (place) => {
    if (verdict.says === "broken") return noteBroken(place, policy, { way, why: verdict.why });
    const here = `provider = ${place(way.provider)} and operator_id = ${place(way.operatorId)}`;
    return verdict.says === "works"
      ? `update supply_circuits set state = 'closed', failures = 0, openings = 0, retry_at = null
          where ${here} and (state <> 'closed' or failures > 0)`
      : `update supply_circuits set state = 'open', retry_at = app_now() where ${here} and state = 'half-open'`;
  };
}
