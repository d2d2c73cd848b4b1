import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** The number in E.164, when the text is one that is valid; it must begin with a plus. */
export function readPhone(text: unknown): { e164: string; country: string } | undefined {
  if (typeof text !== "string" || !/^\+\d{6,15}$/.test(text)) return undefined;
  const parsed = parsePhoneNumberFromString(text);
  return parsed?.isValid() && parsed.country ? { e164: parsed.number, country: parsed.country } : undefined;
}
