import type { DeliveryRecord } from "./types";

/** What rolling up wrote of an operator. */
export interface DeliveryFacts {
  delivered: number;
  failed: number;
  usualMs: number | null;
  recentDelivered: number;
  recentFailed: number;
  recentWaiting: number;
  recentMs: number | null;
}

/** Fewer tell nothing of a month, and fewer tell nothing of an hour. */
const ENOUGH = 10;
const ENOUGH_OF_AN_HOUR = 3;
/** The last hour is bad when this much more of it failed than of the weeks before. */
const CLEARLY_MORE = 0.2;
/** And slow when it took so many times as long, and longer by as much as anybody notices. */
const CLEARLY_LONGER = 3;
const NOTICED_MS = 30_000;
/** Or when so large a part of it is still waiting. */
const MANY_WAIT = 0.4;

/** What a buyer is told: figures where there is enough to say, and a word about the last hour where it is clearly worse. */
export function judgeDelivery(facts: DeliveryFacts): DeliveryRecord {
  const all = facts.delivered + facts.failed;
  const share = all === 0 ? 1 : facts.delivered / all;
  return {
    figures: all >= ENOUGH ? { share, orders: all, usualMs: facts.usualMs } : null,
    now: judgeLastHour(facts, share),
  };
}

function judgeLastHour(facts: DeliveryFacts, share: number): DeliveryRecord["now"] {
  const { recentDelivered, recentFailed, recentWaiting, recentMs, usualMs } = facts;
  const all = recentDelivered + recentFailed + recentWaiting;
  if (all < ENOUGH_OF_AN_HOUR) return null;
  if (recentFailed / all >= 1 - share + CLEARLY_MORE) return { is: "failing", failed: recentFailed, all };
  if (recentWaiting / all >= MANY_WAIT) return { is: "slow", ms: null, usualMs };
  if (recentMs === null || usualMs === null) return null;
  const longer = recentMs >= usualMs * CLEARLY_LONGER && recentMs - usualMs >= NOTICED_MS;
  return longer ? { is: "slow", ms: recentMs, usualMs } : null;
}
