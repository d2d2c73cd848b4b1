import { currencyExponent } from "@/lib/core/currency-exponent";
import { divideUp, toSafeNumber } from "@/lib/core/decimal";
import { money, type Micros, type Money } from "@/lib/core/money";
import { RATE_SCALE, readRate } from "./scale";
import type { FxTable } from "./types";

const ONE = 10n ** BigInt(RATE_SCALE);

function rateOf(fx: FxTable, currency: string): bigint | undefined {
  if (currency === fx.base) return ONE;
  const text = fx.rates[currency];
  return text === undefined ? undefined : readRate(text);
}

/** Scaled units of `to` for one unit of `from` as a fraction; undefined when a rate is missing. */
export function crossRate(fx: FxTable, from: string, to: string): [bigint, bigint] | undefined {
  if (from === to) return [1n, 1n];
  const fromRate = rateOf(fx, from);
  const toRate = rateOf(fx, to);
  return fromRate === undefined || toRate === undefined ? undefined : [toRate, fromRate];
}

/** An amount at mid-market, rounded up to the minor unit; undefined when a rate is missing. */
export function convertUp(amount: Micros, to: string, fx: FxTable): Money | undefined {
  const rate = crossRate(fx, amount.currency, to);
  if (!rate) return undefined;
  const step = 10n ** BigInt(6 - currencyExponent(to));
  return money(toSafeNumber(divideUp(BigInt(amount.micros) * rate[0], rate[1] * step)), to);
}

/** An amount at mid-market, rounded half up to the minor unit; undefined when a rate is missing. */
export function convertNearest(amount: Money, to: string, fx: FxTable): Money | undefined {
  const rate = crossRate(fx, amount.currency, to);
  if (!rate) return undefined;
  const numerator = BigInt(amount.minor) * 10n ** BigInt(currencyExponent(to)) * rate[0];
  const denominator = rate[1] * 10n ** BigInt(currencyExponent(amount.currency));
  return money(toSafeNumber((2n * numerator + denominator) / (2n * denominator)), to);
}

/** Orders costs of any wallets from cheap to dear at mid-market; what cannot be compared goes last. */
export function compareCosts(a: Micros, b: Micros, fx: FxTable): number {
  if (a.currency === b.currency) return a.micros - b.micros;
  const [rateA, rateB] = [rateOf(fx, a.currency), rateOf(fx, b.currency)];
  if (rateA === undefined || rateB === undefined) {
    return Number(rateA === undefined) - Number(rateB === undefined);
  }
  const difference = BigInt(a.micros) * rateB - BigInt(b.micros) * rateA;
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** Whether an amount is above a limit, also of another wallet, at mid-market; true when a rate is missing, so that nobody pays blindly. */
export function isAbove(amount: Micros, limit: Micros, fx: FxTable): boolean {
  const rate = crossRate(fx, amount.currency, limit.currency);
  return !rate || BigInt(amount.micros) * rate[0] > BigInt(limit.micros) * rate[1];
}

/** By how many steps an amount lies above another, one step being the `step`-th part of that; undefined when a rate is missing. */
export function stepsAbove(
  amount: Micros,
  base: Micros,
  by: { step: number; fx: FxTable },
): number | undefined {
  const rate = crossRate(by.fx, amount.currency, base.currency);
  if (!rate) return undefined;
  const whole = BigInt(Math.max(1, base.micros)) * rate[1];
  const above = (BigInt(amount.micros) * rate[0] - whole) * BigInt(by.step);
  return above <= 0n ? 0 : Number(above / whole);
}
