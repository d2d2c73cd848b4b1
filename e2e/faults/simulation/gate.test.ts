import { afterAll, beforeAll, expect, it } from "vitest";
import { FAILPOINTS, type Failpoint } from "@/lib/core/failpoint";
import { runCase, WAYS, type GateCase, type Way } from "./gate";
import { judgeWorld } from "./judge";
import { openGround, type Ground } from "./open-ground";
import { openWorld } from "./open-world";

let ground: Ground;
/** What each way comes by when nothing strikes. */
const passedBy = new Map<Way, Set<Failpoint>>();

/** Runs cases one after the other in one world. Returns everything that must not be. */
async function runAll(cases: (Way | GateCase)[], note?: (one: Way, passed: Set<Failpoint>) => void) {
  // All that goes wrong goes wrong at one operator here.
  const world = await openWorld(ground, { seed: 1, policy: { circuitFailures: 1_000_000 } });
  const problems: string[] = [];
  for (const [index, one] of cases.entries()) {
    const t = performance.now();
    const result = await runCase(world, one, index + 10);
    if (process.env.SHOW)
      console.log(JSON.stringify(one), Math.round(performance.now() - t), result.problems.join("; "));
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
  expect(problems).toEqual([]);
}, 300_000);
afterAll(() => ground?.close());

const POINTS = process.env.POINT ? FAILPOINTS.filter((point) => point === process.env.POINT) : FAILPOINTS;
it.each(POINTS)(
  "%s: whoever dies there loses nothing",
  async (point) => {
    const strike = process.env.FREEZE ? "freeze" : "crash";
    const cases = WAYS.filter((way) => passedBy.get(way)?.has(point)).map((way): GateCase => ({
      ...way,
      point,
      strike,
    }));
    console.log(point, cases.length);
    expect(cases.length).toBeGreaterThan(0);
    expect(await runAll(cases)).toEqual([]);
  },
  600_000,
);
