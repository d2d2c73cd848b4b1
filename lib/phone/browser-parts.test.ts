import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Every file of this folder that a file reaches by its imports, and every package. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!file.endsWith(".ts")) return seen;
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  for (const [, from = ""] of text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    const own = /^\.\/(.+)$/.exec(from)?.[1];
    reach(own ? (own.endsWith(".json") ? own : `${own}.ts`) : from, seen);
  }
  return seen;
}

test.each([
  "detect-operator",
  "digits-of",
  "calling-codes",
  "country-name",
  "country-slug",
  "portable-countries",
])("%s may go to the browser: it brings no numbering plans along", (name) => {
  const packages = [...reach(`${name}.ts`)].filter((part) => !/\.(ts|json)$/.test(part));
  expect(packages).toEqual([]);
});

test("the reader of imports sees what it must", () => {
  expect([...reach("mask-number.ts")]).toContain("libphonenumber-js");
});
