import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeCarriers, type CarrierTable, type PackedCarriers } from "@/lib/phone/detect-operator";

/** The tables of number ranges, as the server reads them. */
export interface CarrierSource {
  /** Undefined when there is none for the calling code. */
  read(callingCode: string): Promise<CarrierTable | undefined>;
}

async function readTable(path: string): Promise<CarrierTable | undefined> {
  try {
    return decodeCarriers(JSON.parse(await readFile(path, "utf8")) as PackedCarriers);
  } catch {
    // A hint is missing, no more: the provider's look-up and the buyer know better.
    return undefined;
  }
}

/** Reads the files that scripts/build-carriers.ts made, each once. @param folder where they lie */
export function createCarriers(folder: string): CarrierSource {
  const known = new Map<string, Promise<CarrierTable | undefined>>();
  return {
    async read(callingCode) {
      if (!/^\d{1,3}$/.test(callingCode)) return undefined;
      let table = known.get(callingCode);
      if (!table) known.set(callingCode, (table = readTable(join(folder, `${callingCode}.json`))));
      return table;
    },
  };
}
