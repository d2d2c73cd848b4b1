import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lookUpCarrier } from "@/lib/phone/detect-operator";
import { createCarriers } from "./read-carriers";

const folder = mkdtempSync(join(tmpdir(), "carriers-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a table is read from its file once, and kept", async () => {
  const path = join(folder, "234.json");
  writeFileSync(path, JSON.stringify({ n: ["MTN"], p: { "3": "mb.0" } }));
  const carriers = createCarriers(folder);
  const table = await carriers.read("234");
  expect(table && lookUpCarrier(table, "8031234567")).toBe("MTN");
  rmSync(path);
  expect(await carriers.read("234")).toBe(table);
});

test("no file, a broken file and a path in place of a calling code are no table", async () => {
  writeFileSync(join(folder, "49.json"), "{");
  const carriers = createCarriers(folder);
  expect(await carriers.read("1")).toBeUndefined();
  expect(await carriers.read("49")).toBeUndefined();
  expect(await carriers.read("../234")).toBeUndefined();
});
