import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROVIDER_NAMES } from "./spec";

/** What every kit consists of, beside the parts that are its own. */
const FILES = ["index.ts", "wire.ts", "map.ts", "failures.ts", "auth.ts", "README.md"];

const home = import.meta.dirname;
const kits = PROVIDER_NAMES.filter((name) => existsSync(join(home, name)));

test("there is a kit", () => {
  expect(kits).toContain("reloadly");
});

describe.each(kits)("the kit %s", (name) => {
  const folder = join(home, name);
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");

  test.each([...FILES, `${name}.test.ts`])("has %s", (file) => {
    expect(read(file).length).toBeGreaterThan(0);
  });

  test("has fixtures, each readable and used", () => {
    const fixtures = readdirSync(join(folder, "fixtures"));
    const tests = readdirSync(folder)
      .filter((file) => file.endsWith(".test.ts"))
      .map(read)
      .join("\n");
    expect(fixtures.length).toBeGreaterThan(0);
    for (const fixture of fixtures) {
      expect(() => JSON.parse(read(join("fixtures", fixture)))).not.toThrow();
      expect(tests).toContain(fixture.replace(/\.json$/, ""));
    }
  });

  test("marks its wire facts as certain, inferred or chosen", () => {
    const facts = read("README.md")
      .split("\n")
      .filter((line) => line.startsWith("- "));
    expect(facts.length).toBeGreaterThan(5);
    for (const fact of facts) expect(fact).toMatch(/^- \*?\*?[CIX] /);
  });

  test("what its comments cite of the README is there", () => {
    const headings = new Set([...read("README.md").matchAll(/^## (.+)$/gm)].map((match) => match[1]));
    const sources = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
    const cited = sources.flatMap((file) =>
      [...read(file).matchAll(/README\.md, "([^"]+)"/g)].map((match) => match[1]),
    );
    expect(cited.length).toBeGreaterThan(0);
    for (const heading of cited) expect(headings).toContain(heading);
  });

  test("passes the contract and imports no other kit", () => {
    expect(read(`${name}.test.ts`)).toContain("describeContract(");
    const sources = readdirSync(folder).filter((file) => file.endsWith(".ts"));
    const others = PROVIDER_NAMES.filter((other) => other !== name);
    for (const file of sources)
      for (const other of others) expect(read(file)).not.toMatch(new RegExp(`from "[^"]*/${other}["/]`));
  });
});
