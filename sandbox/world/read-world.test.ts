import { statSync } from "node:fs";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { isPorted, readFxRates, readWorld } from "./read-world";

const world = readWorld();
const names = (iso: string) => world.operatorsOf(iso).map((operator) => operator.name);

describe("world", () => {
  it("is world scale and small enough to commit", () => {
    expect(world.operators.length).toBeGreaterThanOrEqual(700);
    expect(new Set(world.operators.map((operator) => operator.country)).size).toBeGreaterThanOrEqual(150);
    expect(statSync(new URL("world.json", import.meta.url)).size).toBeLessThan(2 * 1024 * 1024);
  });

  it("has one row per key, each in a known country", () => {
    expect(new Set(world.operators.map((operator) => operator.key)).size).toBe(world.operators.length);
    for (const operator of world.operators)
      expect(world.country(operator.country), operator.key).toBeDefined();
  });

  it.each([
    ["NG", ["MTN", "Airtel", "Glo", "9mobile"]],
    ["PH", ["Globe", "Smart", "TNT", "DITO"]],
    ["IN", ["Jio", "Airtel", "Vi", "BSNL"]],
    ["HT", ["Digicel", "Natcom"]],
    ["MX", ["Telcel", "Movistar", "AT&T"]],
    ["CU", ["Cubacel", "Nauta"]],
    ["RU", ["MTS", "Beeline", "MegaFon", "Tele2"]],
  ])("knows the networks of %s", (iso, expected) => {
    expect(names(iso)).toEqual(expect.arrayContaining(expected));
  });

  it("gives no prefix to two networks of a country", () => {
    const seen = new Map<string, string>();
    for (const operator of world.operators) {
      for (const prefix of operator.prefixes.split(" ").filter(Boolean)) {
        const place = `${operator.country} ${prefix}`;
        expect(seen.get(place), place).toBeUndefined();
        seen.set(place, operator.key);
      }
    }
  });

  it.each([
    ["2348031234567", "NG", "ng-mtn"],
    ["50937012345", "HT", "ht-digicel"],
    ["79161234567", "RU", "ru-mts"],
    ["919876543210", "IN", "in-airtel"],
    ["639171234567", "PH", "ph-globe"],
    ["254712345678", "KE", "ke-safaricom"],
  ])("finds the range holder of %s", (digits, iso, key) => {
    expect(world.rangeHolder(digits, iso)?.key).toBe(key);
  });

  it("deals out ranges where no prefixes are known, always the same way", () => {
    const holder = world.rangeHolder("525512345678", "MX");
    expect(holder?.country).toBe("MX");
    expect(world.rangeHolder("525512340000", "MX")).toBe(holder);
  });

  it("ports about a tenth of the numbers to another network of the country", () => {
    const numbers = Array.from({ length: 5000 }, (_, index) => String(2348030030000 + index * 3));
    const ported = numbers.filter((digits) => isPorted(digits));
    expect(ported.length / numbers.length).toBeGreaterThan(0.08);
    expect(ported.length / numbers.length).toBeLessThan(0.12);
    for (const digits of numbers.slice(0, 300)) {
      const same = world.servingOperator(digits, "NG") === world.rangeHolder(digits, "NG");
      expect(same, digits).toBe(!isPorted(digits));
    }
  });

  it("ports scenario numbers only where the scenario says so", () => {
    const ended = (ending: string) => isPorted(`234803123${ending}`);
    expect([ended("0013"), ended("0020"), ended("0001"), ended("0012")]).toEqual([true, true, false, false]);
  });

  it("ports scenario numbers to the best known other network, whatever the digits before", () => {
    const blocks = Array.from({ length: 1000 }, (_, nth) => `234803${String(nth).padStart(3, "0")}`);
    const serving = blocks.flatMap((block) => [
      world.servingOperator(`${block}0013`, "NG")?.key,
      world.servingOperator(`${block}0020`, "NG")?.key,
    ]);
    expect(new Set(serving)).toEqual(new Set(["ng-airtel"]));
  });

  it("has valid example numbers and a rate for every currency", () => {
    const { rates } = readFxRates();
    for (const country of world.countries) {
      expect(rates[country.currency], country.currency).toMatch(/^\d+(\.\d+)?$/);
      expect(parsePhoneNumberFromString(country.exampleNumber ?? "")?.isValid(), country.iso).toBe(true);
    }
  });
});
