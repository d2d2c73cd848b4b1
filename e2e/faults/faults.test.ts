import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAULTS } from "./fault-list";
import { openGround, type Ground } from "./simulation/open-ground";
import { openTrial } from "./simulation/open-trial";
import { PROVEN } from "./simulation/scenarios";

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 120_000);
afterAll(() => ground?.close());

describe.each(FAULTS.filter(({ number }) => PROVEN[number]))("#$number $what", ({ number }) => {
  const proof = PROVEN[number];
  const scenarios = typeof proof === "function" ? { "": proof } : (proof ?? {});
  it.each(Object.entries(scenarios))(
    "%s",
    async (_, scenario) => {
      const trial = await openTrial(ground, number);
      try {
        await expect(scenario(trial).then(() => "well")).resolves.toBe("well");
      } catch (error) {
        // What was done, for whoever has to find out why.
        if (process.env.STORY) process.stderr.write(`${trial.world.story.join("\n")}\n`);
        throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
      } finally {
        await trial.close();
      }
    },
    120_000,
  );
});
