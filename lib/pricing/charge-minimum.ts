import { chargeStep } from "@/lib/core/currency-exponent";
import { microsOf, money, type Money } from "@/lib/core/money";
import { convertUp } from "./convert";
import type { FxTable } from "./types";

/** Smallest charges that Stripe publishes by currency, in minor units. */
const PUBLISHED: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
};

/** The least that Stripe charges in a currency, in minor units, by its published list. */
export const publishedMinimum = (currency: string): number => PUBLISHED[currency] ?? 50;

/** The next amount that Stripe accepts: three-decimal currencies must end in 0. */
export function roundToCharge(minor: number, currency: string): number {
  const step = chargeStep(currency);
  return Math.ceil(minor / step) * step;
}

/**
 * The smallest amount that can be charged. It is judged in the currency the account settles in, so half a dollar's worth is kept
 * as well where a rate is known.
 */
export function chargeMinimum(currency: string, fx: FxTable): Money {
  const halfDollar = convertUp(microsOf(money(50, "USD")), currency, fx)?.minor ?? 0;
  return money(roundToCharge(Math.max(publishedMinimum(currency), halfDollar), currency), currency);
}
