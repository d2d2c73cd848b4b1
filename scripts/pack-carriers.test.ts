import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
  type CountryCode,
} from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, test } from "vitest";
import { decodeCarriers, lookUpCarrier } from "@/lib/phone/detect-operator";
import { packCarriers, readCarrierPrefixes } from "./pack-carriers";

const source = readCarrierPrefixes();
const packed = new Map([...source].map(([code, prefixes]) => [code, packCarriers(prefixes)]));
const tables = new Map([...packed].map(([code, table]) => [code, decodeCarriers(table)]));

function carrierOf(e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (!number?.isValid()) return "invalid";
  const table = tables.get(number.countryCallingCode);
  return (table && lookUpCarrier(table, e164.slice(1 + number.countryCallingCode.length))) ?? "unknown";
}

/** Numbers with the carrier that the ranges give them, "unknown" or "invalid". */
const golden: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, "carrier-golden.json"), "utf8"),
);

test("the list of numbers whose carrier is known holds", () => {
  expect(Object.keys(golden).length).toBeGreaterThanOrEqual(200);
  const found = Object.fromEntries(Object.keys(golden).map((e164) => [e164, carrierOf(e164)]));
  expect(found).toEqual(golden);
});

test.each(Array.from({ length: 10 }, (_, last) => `+791${last}1234567`))("%s is a number of MTS", (e164) => {
  expect(carrierOf(e164)).toBe("MTS");
});

test("packing loses no prefix and no name", () => {
  for (const [code, prefixes] of source) {
    const table = tables.get(code);
    const back = new Map<string, string | undefined>();
    for (const [length, known] of table?.byLength ?? []) {
      for (const [prefix, name] of known) back.set(String(prefix).padStart(length, "0"), table?.names[name]);
    }
    expect(back, code).toEqual(new Map(Object.entries(prefixes)));
  }
});

/** Whether a range of the table lies in the region's numbering plan: tried with the tail of an example number. */
function hasRanges(country: CountryCode): boolean {
  const example = getExampleNumber(country, examples);
  if (!example) return false;
  if (!["unknown", "invalid"].includes(carrierOf(example.number))) return true;
  const { countryCallingCode: code, nationalNumber } = example;
  return Object.keys(source.get(code) ?? {}).some((prefix) => {
    const number = parsePhoneNumberFromString(`+${code}${prefix}${nationalNumber.slice(prefix.length)}`);
    return number?.country === country && number.isValid();
  });
}

test("at least 220 of the 245 regions have ranges", () => {
  expect(getCountries()).toHaveLength(245);
  expect(getCountries().filter(hasRanges).length).toBeGreaterThanOrEqual(220);
});

describe("what a phone has to load", () => {
  const sizes = [...packed.values()]
    .map((table) => gzipSync(JSON.stringify(table)).length)
    .sort((a, b) => a - b);

  test("no table is larger than 25 kB gzip", () => {
    expect(sizes.at(-1)).toBeLessThanOrEqual(25_000);
  });

  test("nine of ten tables are not larger than 1 kB gzip", () => {
    expect(sizes[Math.ceil(sizes.length * 0.9) - 1]).toBeLessThanOrEqual(1_000);
  });
});
