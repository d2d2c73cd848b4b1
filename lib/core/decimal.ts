/**
 * Decimal strings as scaled integers. Providers write amounts as `5`, `"5.00"`, `505.00000000000` or `3.8E-5`; all are read here, none as
 * floating point.
 */
const PATTERN = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads a decimal as an integer of 10^-scale units; digits beyond the scale are cut towards zero. Undefined when it is no number. */
export function parseScaled(text: string, scale: number): bigint | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = "", exponent = "0"] = match;
  const shift = scale + Number(exponent) - fraction.length;
  if (Math.abs(shift) > 60) return undefined;
  const digits = BigInt(whole + fraction);
  const value = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === "-" ? -value : value;
}

/** The same, but undefined when digits would be lost. */
export function parseExact(text: string, scale: number): bigint | undefined {
  const value = parseScaled(text, scale + 18);
  if (value === undefined || value % 10n ** 18n !== 0n) return undefined;
  return value / 10n ** 18n;
}

/** Scaled integer to a plain decimal string without trailing noughts: `1142, 2` → `"11.42"`. */
export function formatScaled(value: bigint, scale: number): string {
  const negative = value < 0n;
  const digits = String(negative ? -value : value).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? "" : digits.slice(-scale).replace(/0+$/, "");
  return `${negative ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** Division rounded up (towards plus infinity). */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator > 0n === denominator > 0n && numerator % denominator !== 0n
    ? quotient + 1n
    : quotient;
}

/** What others wrote, as a number of ours; undefined where none holds it exactly. */
export function safeNumberOf(value: bigint | undefined): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A bigint that must fit a JavaScript safe integer. @throws RangeError */
export function toSafeNumber(value: bigint): number {
  const number = safeNumberOf(value);
  if (number === undefined) throw new RangeError(`Out of range: ${value}`);
  return number;
}
