import { afterAll, beforeAll, expect, it } from "vitest";
import { FAILPOINTS, type Failpoint } from "@/lib/core/failpoint";
import { KIT_NAMES } from "@/lib/fulfilment/open-test-kits";
import { OUTCOME_NAMES, runCase, WAYS, type GateCase, type Way } from "./gate";
import { judgeWorld } from "./judge";
import { openGround, type Ground } from "./open-ground";
import { openWorld } from "./open-world";

/** The whole gate runs by `npm run faults -- --simulate`. */
const WHOLE = process.env.SIMULATION_GATE === "whole";

let ground: Ground;
/** What each way comes by when nothing strikes. */
const passedBy = new Map<Way, Set<Failpoint>>();

/** Runs cases one after the other in one world. Returns everything that must not be. */
async function runAll(
  cases: (Way | GateCase)[],
  note?: (one: Way, passed: Set<Failpoint>) => void,
): Promise<string[]> {
  // All that goes wrong goes wrong at one operator here.
  const world = await openWorld(ground, { seed: 1, policy: { circuitFailures: 1_000_000 } });
  const problems: string[] = [];
  for (const [index, one] of cases.entries()) {
    const result = await runCase(world, one, index + 10);
    note?.(one, result.passed);
    problems.push(...result.problems.map((problem) => `${one.provider}, ${one.outcome}: ${problem}`));
    if (result.problems.length > 0) problems.push(...world.story);
  }
  problems.push(...(await judgeWorld(world)));
  await world.close();
  return problems;
}

beforeAll(async () => {
  ground = await openGround();
  const problems = await runAll(WAYS, (way, passed) => passedBy.set(way, passed));
  if (problems.length > 0) throw new Error(`Nothing struck, and yet:\n${problems.join("\n")}`);
}, 600_000);
afterAll(() => ground?.close());

/** Of the short form: every failpoint with every provider, and every failpoint with every way, by turns. */
function isPicked({ provider, outcome }: Way, point: number): boolean {
  return (KIT_NAMES.indexOf(provider) * 3 + OUTCOME_NAMES.indexOf(outcome) + point) % 5 === 0;
}

const strikes = WHOLE ? (["crash", "freeze"] as const) : (["crash"] as const);
const POINTS = FAILPOINTS.flatMap((point, index) => strikes.map((strike) => ({ point, index, strike })));

it.each(POINTS)(
  "$point, $strike: nothing is lost",
  async ({ point, index, strike }) => {
    const reached = WAYS.filter((way) => passedBy.get(way)?.has(point));
    const picked = reached.filter((way) => WHOLE || isPicked(way, index));
    const ways = picked.length > 0 ? picked : reached.slice(0, 1);
    expect(ways.length).toBeGreaterThan(0);
    expect(await runAll(ways.map((way): GateCase => ({ ...way, point, strike })))).toEqual([]);
  },
  1_800_000,
);
