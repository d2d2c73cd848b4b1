import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { STAFF_DOORS } from "./staff-doors";

const root = join(import.meta.dirname, "(staff)");
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const read = (file: string) => readFileSync(join(root, file), "utf8");

it("every page and route of staff has its row, and every row its file", () => {
  const doors = files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
  expect(STAFF_DOORS.map(({ file }) => file).toSorted()).toEqual(doors.toSorted());
});

describe("what a row says stands in its file", () => {
  it.each(STAFF_DOORS.map(({ file, needs }) => [file, needs] as const))("%s", (file, needs) => {
    const source = read(file);
    expect(source).toMatch(/requireStaff\(|readStaff\(/);
    // A page that asks for nothing itself leaves it to the reading that begins it, which the journey of roles tries.
    const [, asked] = /requireStaff\("([\w.]+)"\)/.exec(source) ?? [];
    if (asked) expect(asked).toBe(needs);
  });
});

/** Exported functions of a file of server actions, each with its body. */
const actionsOf = (source: string): [name: string, body: string][] =>
  source
    .split(/^export async function /m)
    .slice(1)
    .map((body) => [/^\w+/.exec(body)?.[0] ?? "", body]);

describe("every server action of staff asks who presses, and does its work as them", () => {
  const actions = files
    .filter((file) => file.endsWith(".ts") && read(file).startsWith('"use server"'))
    .flatMap((file) =>
      actionsOf(read(file)).map(([name, body]) => [`${file} ${name}`, body, read(file)] as const),
    );
  it("there are some", () => expect(actions.length).toBeGreaterThan(20));
  it.each(actions)("%s", (_name, body, source) => {
    const own = [...source.matchAll(/^(?:async )?function (\w+)[\s\S]*?^}/gm)];
    const asks = ["requireStaff(", "runStaffAction(", "runShelfAction(", "askingForCode("];
    // A function of the file asks as well when it calls one that does.
    for (let deep = 0; deep < 3; deep += 1)
      for (const [text, name] of own) if (asks.some((call) => text.includes(call))) asks.push(`${name}(`);
    expect(asks.some((call) => body.includes(call))).toBe(true);
  });
});
