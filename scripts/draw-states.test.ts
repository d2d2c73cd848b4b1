import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawStates } from "./draw-states";

test("docs/states.md shows the machines as they are: npx tsx scripts/write-states.ts", () => {
  const written = readFileSync(join(import.meta.dirname, "../docs/states.md"), "utf8");
  expect(written).toBe(drawStates());
});

test("each machine is drawn from its first state to its ends", () => {
  const drawn = drawStates();
  expect(drawn.match(/stateDiagram-v2/g)).toHaveLength(3);
  expect(drawn).toContain("[*] --> draft");
  expect(drawn).toContain("sending --> in_doubt: answer_lost, lease_over");
  expect(drawn).toContain("undeliverable --> [*]");
});
