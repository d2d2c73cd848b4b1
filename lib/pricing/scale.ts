import { parseScaled } from "@/lib/core/decimal";

/** Rates are read with this many decimals; what lies beyond is cut. */
export const RATE_SCALE = 18;
/** Percentages as integers of 10⁻¹² percent; one hundred percent in these units. */
const PERCENT_SCALE = 12;
export const HUNDRED_PERCENT = 100n * 10n ** BigInt(PERCENT_SCALE);

/** The same few texts are read for every product of a page: what they say is kept. */
const MOST_KEPT = 4000;

function keeping(read: (text: string) => bigint): (text: string) => bigint {
  const kept = new Map<string, bigint>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = read(text);
    kept.set(text, value);
    return value;
  };
}

/** A rate above nought. @throws RangeError for anything else. */
export const readRate = keeping((text) => {
  const rate = parseScaled(text, RATE_SCALE);
  if (rate === undefined || rate <= 0n) throw new RangeError(`Not a rate: ${text}`);
  return rate;
});

/** @throws RangeError when the text is no decimal. */
export const readPercent = keeping((text) => {
  const percent = parseScaled(text, PERCENT_SCALE);
  if (percent === undefined) throw new RangeError(`Not a percentage: ${text}`);
  return percent;
});
