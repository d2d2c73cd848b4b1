import { parsePhoneNumberFromString } from "libphonenumber-js/max";

export interface DialledNumber {
  /** E.164 without plus. */
  digits: string;
  country: string;
}

/** A number in international form, with plus or without; undefined when it is none. */
export function readNumber(value: unknown): DialledNumber | undefined {
  if (typeof value !== "string" || !/^\+?\d{6,15}$/.test(value)) return undefined;
  const parsed = parsePhoneNumberFromString(`+${value.replace("+", "")}`);
  return parsed?.isValid() && parsed.country
    ? { digits: parsed.number.slice(1), country: parsed.country }
    : undefined;
}
