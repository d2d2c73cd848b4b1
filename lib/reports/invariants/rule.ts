import { sql, type SQL } from "drizzle-orm";
import type { Policy } from "@/lib/core/policy";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES, OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";

/**
 * One rule that holds at every moment, as a query that selects the ids which break it. It reads `o` and `p`, the orders and payments of the
 * checkouts that are looked at, and whatever hangs on them.
 */
export type Rule = (waits: Waits) => SQL;

/** Waits of the policy as intervals. */
export interface Waits {
  /** Before the end of a hold: what is open is given up. */
  release: SQL;
  /** The longest that anything open may sleep. */
  longest: SQL;
}

export function waitsOf(policy: Policy): Waits {
  return {
    release: sql`${`${policy.releaseBeforeCaptureEnd} milliseconds`}::interval`,
    longest: sql`${`${policy.scaled(15 * 60_000)} milliseconds`}::interval`,
  };
}

const list = (states: readonly string[]): SQL => sql.raw(states.map((state) => `'${state}'`).join(", "));

export const OPEN = list(OPEN_ATTEMPT_STATES);
export const ORDER_ENDS = list(FINAL_ORDER_STATES);
export const PAYMENT_ENDS = list(FINAL_PAYMENT_STATES);

/** Waits are given room: a busy or restarting worker breaks nothing. */
export const ROOM = sql.raw("interval '15 minutes'");

/** What an order `o` is owed for: its total, less the share that did not arrive. */
export const OWED = sql.raw(`case when o.state <> 'delivered' then 0
  when o.delivered_minor < o.face_minor and o.delivered_currency = o.face_currency
    then floor(o.total_minor::numeric * o.delivered_minor / o.face_minor)
  else o.total_minor end`);
