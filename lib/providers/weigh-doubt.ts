import { micros, type Micros } from "@/lib/core/money";
import type { FloatSeen } from "./spec";

/** What the float says of a purchase that nobody can be asked about. For a person to weigh; it proves nothing. */
export interface DoubtWeighed {
  /** Float before the next call, if the doubtful purchase was made (less any commission), and if it was not. */
  ifBought: Micros;
  ifNotBought: Micros;
  seen: Micros;
  hint: "bought" | "not-bought" | "unclear";
}

/** A commission above this share of the price is not believed. */
const LARGEST_COMMISSION_TENTHS = 1;

/**
 * Holds the answers around a doubtful purchase against each other. It says something only while the provider was called one at a time and
 * nobody else spent from the account in between.
 * @param input.last float as the last answer before the doubtful call told it
 * @param input.price of the doubtful purchase, in the float's currency, at most
 * @param input.next float as the first answer after it told it
 * @returns undefined when the two answers do not tell enough
 */
export function weighDoubt(input: {
  last: FloatSeen;
  price: Micros;
  next: FloatSeen;
}): DoubtWeighed | undefined {
  const { last, price, next } = input;
  const { currency } = price;
  if (!next.before || [last.after, next.before].some((one) => one.currency !== currency)) return undefined;
  const gap = last.after.micros - next.before.micros;
  const paid = gap <= price.micros && gap * 10 >= price.micros * (10 - LARGEST_COMMISSION_TENTHS);
  return {
    ifBought: micros(last.after.micros - price.micros, currency),
    ifNotBought: last.after,
    seen: next.before,
    hint: gap === 0 ? "not-bought" : paid ? "bought" : "unclear",
  };
}
