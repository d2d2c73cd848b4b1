import { parsePhoneNumberFromString } from "libphonenumber-js";

/** `+2348031234567` → `+234 803 123 4567` */
export function formatInternational(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
