import { currencyExponent } from "@/lib/core/currency-exponent";
import { money, type Money } from "@/lib/core/money";
import { convertNearest } from "./convert";
import type { FxTable } from "./types";

const MOST = 6;
const ENOUGH = 4;
const COARSE = [10, 20, 50];
const FINE = [10, 15, 20, 25, 30, 40, 50, 60, 80];

/** Worth of what people usually send, least and most, in US cents. */
const USUAL = [200, 5000] as const;

/** Up to six round amounts of a range, worth about 2 to 50 US dollars where the range allows it, smallest first. */
export function suggestAmounts(input: { min: Money; max: Money; fx: FxTable }): Money[] {
  const { currency } = input.min;
  const [low, high] = window(input);
  const coarse = roundAmounts(COARSE, { low, high, currency });
  const round = coarse.length >= ENOUGH ? coarse : roundAmounts(FINE, { low, high, currency });
  const amounts = round.length > 0 ? thin(round) : [...new Set([low, high])];
  return amounts.map((minor) => money(minor, currency));
}

/** The part of the range that people use; a range that lies outside of it is taken from its own start. */
function window({ min, max, fx }: { min: Money; max: Money; fx: FxTable }): [number, number] {
  const [least, most] = USUAL.map((cents) => convertNearest(money(cents, "USD"), min.currency, fx)?.minor);
  const low = Math.max(min.minor, Math.min(least ?? min.minor, max.minor));
  const high = Math.min(max.minor, most ?? max.minor);
  return high > low ? [low, high] : [min.minor, Math.min(max.minor, min.minor * 10)];
}

function roundAmounts(digits: number[], range: { low: number; high: number; currency: string }): number[] {
  const major = 10 ** currencyExponent(range.currency);
  const amounts: number[] = [];
  for (let power = 1; power <= range.high; power *= 10) {
    for (const digit of digits) {
      const minor = (digit * power) / 10;
      const whole = minor < major ? Number.isInteger(minor) : minor % major === 0;
      if (whole && minor >= range.low && minor <= range.high) amounts.push(minor);
    }
  }
  return amounts;
}

/** Evenly picked, both ends kept. */
function thin(amounts: number[]): number[] {
  if (amounts.length <= MOST) return amounts;
  const picked = Array.from({ length: MOST }, (_, index) =>
    Math.round((index * (amounts.length - 1)) / (MOST - 1)),
  );
  return picked.flatMap((index) => amounts[index] ?? []);
}
