import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** Digits of the E.164 number, when the text is a valid number of the country in any accepted form; otherwise undefined. */
export function readPhone(text: string, iso: string): string | undefined {
  if (!isSupportedCountry(iso)) return undefined;
  const digits = text.replace(/[^\d]/g, "");
  for (const form of [`+${digits}`, digits]) {
    const parsed = parsePhoneNumberFromString(form, iso);
    if (parsed?.isValid() && parsed.country === iso) return parsed.number.slice(1);
  }
  return undefined;
}

/** As `readPhone`, but takes parts of numbers too: what is too short to be valid still has a prefix. */
export function readPhonePart(
  text: string,
  place: { iso: string; callingCode: string; trunkPrefix: string | null },
): string {
  const whole = readPhone(text, place.iso);
  if (whole) return whole;
  const digits = text.replace(/[^\d]/g, "");
  const code = place.callingCode.slice(1);
  if (text.trim().startsWith("+") || digits.startsWith(code)) return digits;
  return code + (place.trunkPrefix && digits.startsWith(place.trunkPrefix) ? digits.slice(1) : digits);
}
