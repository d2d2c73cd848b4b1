import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FAULTS_OF_ORDERS } from "./campaign/count-by-orders";
import { STRIKE_KINDS } from "./campaign/plan-strikes";
import { drawFaults, putFaults, type Proof } from "./draw-faults";
import { FAULTS, type Fault } from "./fault-list";
import { PROVEN } from "./simulation/scenarios";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = join(ROOT, "docs/reliability.md");

/** Faults that need processes, and a test of their own. */
const ELSEWHERE: Record<number, string> = {
  59: "scripts/launcher-killed.test.ts",
};

const struck = new Set([...STRIKE_KINDS.flatMap(({ faults }) => faults), ...FAULTS_OF_ORDERS]);

function proofOf({ number }: Fault): Proof {
  const elsewhere = ELSEWHERE[number];
  return {
    simulation: PROVEN[number] !== undefined,
    campaign: struck.has(number),
    ...(elsewhere ? { elsewhere } : {}),
  };
}

it("names all sixty-two", () => {
  expect(FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
});

it.each(FAULTS)("#$number is proven somewhere: $what", (fault) => {
  const { simulation, campaign, elsewhere } = proofOf(fault);
  expect(simulation || campaign || elsewhere !== undefined).toBe(true);
  if (elsewhere) expect(existsSync(join(ROOT, elsewhere))).toBe(true);
});

it("proves nothing that is not on the list", () => {
  const numbers = new Set(FAULTS.map(({ number }) => number));
  for (const number of [...Object.keys(PROVEN).map(Number), ...struck]) expect(numbers).toContain(number);
});

/** `WRITE_DOCS=yes npx vitest run e2e/faults/fault-list.test.ts` writes it. */
it("stands in the documents as it is", () => {
  const page = readFileSync(PAGE, "utf8");
  const drawn = putFaults(page, drawFaults(FAULTS, proofOf));
  if (process.env.WRITE_DOCS) writeFileSync(PAGE, drawn);
  else expect(page).toBe(drawn);
});
