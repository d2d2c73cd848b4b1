import { chargeStep, currencyExponent } from "@/lib/core/currency-exponent";
import type { Rounding } from "./types";

export const ROUNDINGS: readonly Rounding[] = [
  "minor",
  "five",
  "ten",
  "nine",
  "fifty",
  "ninety-nine",
  "whole",
];

/** Every so many of the least amounts that can be charged, and which one of them. */
function gridOf(rounding: Rounding, unit: number): { every: number; at: number } {
  switch (rounding) {
    case "minor":
      return { every: 1, at: 0 };
    case "five":
      return { every: 5, at: 0 };
    case "ten":
      return { every: 10, at: 0 };
    case "nine":
      return { every: 10, at: 9 };
    case "fifty":
      return { every: Math.max(1, unit / 2), at: 0 };
    case "ninety-nine":
      return { every: Math.max(100, unit), at: Math.max(100, unit) - 1 };
    case "whole":
      return { every: unit, at: 0 };
  }
}

/**
 * The next amount at or above one that a currency is priced in, in minor units. Counted in the least amounts that can be charged: a tenth
 * of a three-decimal currency's last but one place, a whole unit where there are no decimals.
 */
export function roundPrice(minor: number, currency: string, rounding: Rounding = "minor"): number {
  const step = chargeStep(currency);
  const { every, at } = gridOf(rounding, 10 ** currencyExponent(currency) / step);
  const steps = Math.ceil(minor / step);
  return (Math.ceil((steps - at) / every) * every + at) * step;
}
