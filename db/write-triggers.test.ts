import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeTriggers } from "./write-triggers";

test("the newest trigger migration holds the tables of today: npx tsx scripts/write-triggers.ts", () => {
  const folder = join(import.meta.dirname, "migrations");
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith("_triggers.sql"))
    .toSorted()
    .at(-1);
  expect(newest).toBeDefined();
  expect(readFileSync(join(folder, newest ?? ""), "utf8")).toBe(writeTriggers());
});

test("every migration is in the journal, so that it is applied", () => {
  const folder = join(import.meta.dirname, "migrations");
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as {
    entries: { tag: string }[];
  };
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files.toSorted());
});
