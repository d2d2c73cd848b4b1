import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openGround, type Ground } from "../simulation/open-ground";
import { openTrial } from "../simulation/open-trial";
import type { Scenario } from "../simulation/scenario";
import { patchSource } from "./patch-source";
import { SOURCE_PATCHES, type MutantName } from "./source-patches";
import { KILLERS } from "./killers";

const shared = globalThis as { homelineWrongVariant?: MutantName | undefined };
const ROOT = join(import.meta.dirname, "../../..");

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 120_000);
afterAll(() => ground?.close());
afterEach(() => {
  shared.homelineWrongVariant = undefined;
});

/** What went wrong with a scenario; undefined when all was well. Only what was expected counts, not what broke on the way. */
async function play(scenario: Scenario, name?: MutantName): Promise<string | undefined> {
  const trial = await openTrial(ground, 1);
  shared.homelineWrongVariant = name;
  try {
    await scenario(trial);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AssertionError") throw error;
    return error.message;
  } finally {
    shared.homelineWrongVariant = undefined;
    await trial.close();
  }
}

it("every wrong variant fits the source", () => {
  for (const patch of SOURCE_PATCHES) {
    const source = readFileSync(join(ROOT, patch.file), "utf8");
    expect(patchSource(source, [patch])).not.toBe(source);
  }
  expect(() => patchSource("nothing", [SOURCE_PATCHES[0]])).toThrow("does not fit");
});

describe.each(SOURCE_PATCHES.map(({ name }) => name))("%s", (name) => {
  const { scenario, covered } = KILLERS[name];
  it("as it is, the scenario goes well", async () => {
    expect(await play(scenario)).toBeUndefined();
  }, 60_000);
  it(`${covered ? `changes nothing: ${covered}` : "turns it red"}`, async () => {
    const wrong = await play(scenario, name);
    if (covered) expect(wrong).toBeUndefined();
    else expect(wrong).toBeDefined();
  }, 60_000);
});
