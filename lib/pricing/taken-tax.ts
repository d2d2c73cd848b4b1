import { toSafeNumber } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";
import { HUNDRED_PERCENT, readPercent } from "./scale";
import type { TakenTax } from "./types";

/**
 * What the recipient's country took of what was sent, told by what is left of it: 440.00 at 12 percent are 60.00 of 500.00. Rounded half up;
 * null where nothing is taken.
 * @param percent of what is sent, a decimal string
 */
export function takenTax(arrives: Money, percent: string | null): TakenTax | null {
  if (percent === null) return null;
  const share = readPercent(percent);
  const kept = HUNDRED_PERCENT - share;
  if (share <= 0n || kept <= 0n) return null;
  const minor = toSafeNumber((2n * BigInt(arrives.minor) * share + kept) / (2n * kept));
  return minor === 0 ? null : { amount: money(minor, arrives.currency), percent };
}

/** The same as it was kept with a price, for pages that show it; null where nothing was. */
export const tellTaken = (
  kept: { minor: number; percent: string } | undefined,
  of: { currency: string; country: string },
): (TakenTax & { country: string }) | null =>
  kept ? { amount: money(kept.minor, of.currency), percent: kept.percent, country: of.country } : null;
