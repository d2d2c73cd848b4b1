import { afterAll, beforeAll, describe, it } from "vitest";
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
        await scenario(trial);
      } catch (error) {
        if (process.env.STORY) console.log(trial.world.story.join("\n"));
        throw error;
      } finally {
        await trial.close();
      }
    },
    120_000,
  );
});
