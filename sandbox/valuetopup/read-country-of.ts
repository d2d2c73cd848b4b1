import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { readWorld } from "../world/read-world";

/** The numbers that the real sandbox answers for; not all of them are valid ones. */
const TEST_NUMBERS: Record<string, string> = {
  "18761234567": "JM",
  "18762234567": "JM",
  "911234567890": "IN",
  "912345678901": "IN",
  "923123456789": "PK",
  "923234578901": "PK",
  "5212345678901": "MX",
  "522345678901": "MX",
};

/** Country of a number in digits, dialling code first; undefined where nobody can say. */
export function readCountryOf(digits: string): string | undefined {
  const known = TEST_NUMBERS[digits] ?? parsePhoneNumberFromString(`+${digits}`)?.country;
  return known && readWorld().country(known) ? known : undefined;
}

/** The shape a SKU wants: dialling code and as many digits as it names, or a valid number of the country. */
export function fitsShape(
  digits: string,
  { country, dialling }: { country: string; dialling: { codes: string[]; length: number } },
): boolean {
  if (!/^\d{6,15}$/.test(digits)) return false;
  const shaped = dialling.codes.some(
    (code) => digits.startsWith(code) && digits.length === code.length + dialling.length,
  );
  if (shaped) return true;
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isValid() === true && parsed.country === country;
}
