import type { Money } from "@/lib/core/money";
import { convertNearest } from "./convert";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import { shareExactly } from "./share-exactly";
import type { FxTable } from "./types";

/** What a promo code takes off: a share of the price, or an amount at most once a payment. Exactly one of the two is set. */
export interface DiscountTerms {
  /** Decimal string, above nought and at most 100. */
  percent: string | null;
  fixed: Money | null;
}

/** A line that the code is good for, in minor units of the currency that is paid in. */
export interface DiscountLine {
  totalMinor: number;
  /** What must be paid for it in any case: its cost, or the least a card may be charged. */
  leastMinor: number;
}

const roomOf = ({ totalMinor, leastMinor }: DiscountLine): number => Math.max(0, totalMinor - leastMinor);

function wanted(terms: DiscountTerms, lines: readonly DiscountLine[], by: { currency: string; fx: FxTable }) {
  const sum = lines.reduce((all, { totalMinor }) => all + totalMinor, 0);
  if (terms.percent !== null) return Number((BigInt(sum) * readPercent(terms.percent)) / HUNDRED_PERCENT);
  return terms.fixed ? (convertNearest(terms.fixed, by.currency, by.fx)?.minor ?? 0) : 0;
}

/**
 * What is taken off each line, in minor units: shared by what the lines cost, and never more than leaves `leastMinor` of a line; what one
 * line has no room for goes to the others. A fixed amount of another currency counts at mid-market, and as nothing without a rate.
 */
export function shareDiscount(
  terms: DiscountTerms,
  lines: readonly DiscountLine[],
  by: { currency: string; fx: FxTable },
): number[] {
  const taken = lines.map(() => 0);
  const room = lines.map(roomOf);
  let left = Math.min(
    wanted(terms, lines, by),
    room.reduce((all, one) => all + one, 0),
  );
  // Each round fills at least one line or shares out all that is left.
  for (let round = 0; left > 0 && round <= lines.length; round += 1) {
    const weights = lines.map(({ totalMinor }, at) => ((taken[at] ?? 0) < (room[at] ?? 0) ? totalMinor : 0));
    for (const [at, part] of shareExactly(left, weights).entries()) {
      const more = Math.min(part, (room[at] ?? 0) - (taken[at] ?? 0));
      taken[at] = (taken[at] ?? 0) + more;
      left -= more;
    }
  }
  return taken;
}
