import { parseScaled } from "@/lib/core/decimal";

/** Rates are read with this many decimals; what lies beyond is cut. */
export const RATE_SCALE = 18;
/** Percentages as integers of 10⁻¹² percent; one hundred percent in these units. */
const PERCENT_SCALE = 12;
export const HUNDRED_PERCENT = 100n * 10n ** BigInt(PERCENT_SCALE);

/** A rate above nought. @throws RangeError for anything else. */
export function readRate(text: string): bigint {
  const rate = parseScaled(text, RATE_SCALE);
  if (rate === undefined || rate <= 0n) throw new RangeError(`Not a rate: ${text}`);
  return rate;
}

/** @throws RangeError when the text is no decimal. */
export function readPercent(text: string): bigint {
  const percent = parseScaled(text, PERCENT_SCALE);
  if (percent === undefined) throw new RangeError(`Not a percentage: ${text}`);
  return percent;
}
