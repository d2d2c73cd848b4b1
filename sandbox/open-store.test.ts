import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { openStore } from "./open-store";

interface Thing {
  id: string;
  size: number;
}

let directory: string;
let file: string;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "store-"));
  file = path.join(directory, "things.jsonl");
});

function reopen(): Thing[] {
  const store = openStore(directory);
  const things = store.collection<Thing>("things").all();
  store.close();
  return things;
}

it("keeps the last version of each row in order of birth, without the removed ones", () => {
  const store = openStore(directory);
  const things = store.collection<Thing>("things");
  things.put({ id: "a", size: 1 });
  things.put({ id: "b", size: 1 });
  things.put({ id: "c", size: 1 });
  things.put({ id: "a", size: 2 });
  things.remove("b");
  store.close();
  expect(reopen()).toEqual([
    { id: "a", size: 2 },
    { id: "c", size: 1 },
  ]);
  expect(fs.readFileSync(file, "utf8").split("\n")).toHaveLength(3);
});

it("has every row in the file once it was flushed, without being closed", () => {
  const store = openStore(directory);
  store.collection<Thing>("things").put({ id: "a", size: 1 });
  expect(fs.readFileSync(file, "utf8")).toBe("");
  store.flush();
  expect(fs.readFileSync(file, "utf8")).toBe('{"id":"a","size":1}\n');
  store.close();
});

it("forgets a last line that was cut, and writes on behind it", () => {
  fs.writeFileSync(file, '{"id":"a","size":1}\n{"id":"b","si');
  const store = openStore(directory);
  store.collection<Thing>("things").put({ id: "c", size: 3 });
  store.close();
  expect(reopen()).toEqual([
    { id: "a", size: 1 },
    { id: "c", size: 3 },
  ]);
});

it("empties all collections but the kept ones, on disk too", () => {
  const store = openStore(directory);
  const things = store.collection<Thing>("things");
  things.put({ id: "a", size: 1 });
  store.collection<Thing>("kept").put({ id: "k", size: 1 });
  store.clear(["kept"]);
  things.put({ id: "b", size: 2 });
  store.close();
  expect(reopen()).toEqual([{ id: "b", size: 2 }]);
  expect(fs.readFileSync(path.join(directory, "kept.jsonl"), "utf8")).toContain('"k"');
});
