import type { Random } from "./create-random";
import { DATABASE_STRIKES } from "./strikes/strike-database";
import { OUTSIDE_STRIKES } from "./strikes/strike-outside";
import { PROCESS_STRIKES } from "./strikes/strike-processes";
import { QUEUE_STRIKES } from "./strikes/strike-queue";
import { LOST_FOR_GOOD } from "./strikes/lose-for-good";
import type { StrikeKind } from "./strikes/strike-kind";

export const STRIKE_KINDS: StrikeKind[] = [
  ...PROCESS_STRIKES,
  ...DATABASE_STRIKES,
  ...QUEUE_STRIKES,
  ...OUTSIDE_STRIKES,
];

export interface PlannedStrike {
  kind: StrikeKind;
  /** It is struck when so many orders have begun. */
  at: number;
  n: number;
}

/** In a run of this many orders each kind is struck so often. */
const LONG_RUN = { orders: 10_000, times: 32 };
const FIRST_SHARE = 0.03;
const LAST_SHARE = 0.92;
const LOST_AT = 0.8;

const SHORT_RUN_SHARE = 0.4;

/** How often a kind is struck. Those that count fully are struck once at least; what is left of a share is left to chance. */
function timesOf({ weight = 1, long = false }: StrikeKind, orders: number, random: Random): number {
  const whole = (orders / LONG_RUN.orders) * LONG_RUN.times;
  const share = whole * weight * (long && whole < 2 ? SHORT_RUN_SHARE : 1);
  const times = Math.floor(share) + (random.chance(share % 1) ? 1 : 0);
  return weight >= 1 && !long ? Math.max(1, times) : times;
}

/** Every fault of a campaign and when it is struck: the same seed makes the same plan. */
export function planStrikes(random: Random, orders: number, only?: RegExp): PlannedStrike[] {
  const from = orders * FIRST_SHARE;
  const span = orders * (LAST_SHARE - FIRST_SHARE);
  const planned = STRIKE_KINDS.filter(({ name }) => !only || only.test(name)).flatMap((kind) =>
    Array.from({ length: timesOf(kind, orders, random) }, () => kind),
  );
  const strikes = random.shuffled(planned).map((kind, index) => ({
    kind,
    at: Math.round(from + (span * (index + random.next())) / planned.length),
  }));
  if (!only || only.test(LOST_FOR_GOOD.name))
    strikes.push({ kind: LOST_FOR_GOOD, at: Math.round(orders * LOST_AT) });
  return strikes.sort((a, b) => a.at - b.at).map((strike, n) => ({ ...strike, n }));
}
