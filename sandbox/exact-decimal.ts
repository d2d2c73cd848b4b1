/** A rational number: prices are reckoned exactly and rounded once. */
export interface Exact {
  n: bigint;
  d: bigint;
}

export const ZERO: Exact = { n: 0n, d: 1n };
export const ONE: Exact = { n: 1n, d: 1n };

/** Reads a plain decimal number or string such as `10`, `"10.00"`; undefined for anything else. */
export function readExact(value: unknown): Exact | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) };
}

/** As `readExact`, for our own constants. Throws when the text is no decimal. */
export function exact(text: string): Exact {
  const value = readExact(text);
  if (!value) throw new Error(`"${text}" is no decimal number`);
  return value;
}

export function add(one: Exact, other: Exact): Exact {
  return { n: one.n * other.d + other.n * one.d, d: one.d * other.d };
}

export function subtract(one: Exact, other: Exact): Exact {
  return { n: one.n * other.d - other.n * one.d, d: one.d * other.d };
}

export function multiply(one: Exact, other: Exact): Exact {
  return { n: one.n * other.n, d: one.d * other.d };
}

/** `other` must not be zero. */
export function divide(one: Exact, other: Exact): Exact {
  return { n: one.n * other.d, d: one.d * other.n };
}

/** Negative, zero or positive, as a sort wants it. Denominators are positive. */
export function compare(one: Exact, other: Exact): number {
  const difference = one.n * other.d - other.n * one.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The value times 10^places as an integer, half away from zero. */
export function toUnits(value: Exact, places: number): number {
  const scaled = value.n * 10n ** BigInt(places) * 2n;
  const half = value.n < 0n ? -value.d : value.d;
  return Number((scaled + half) / (value.d * 2n));
}

/** Units of 10^-places as a decimal text with exactly that many places. */
export function unitsToText(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const sign = units < 0 ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Rounded to a decimal text with exactly that many places. */
export function toText(value: Exact, places: number): string {
  return unitsToText(toUnits(value, places), places);
}
