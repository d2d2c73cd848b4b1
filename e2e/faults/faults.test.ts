import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAULTS } from "./fault-list";
import { openGround, type Ground } from "./simulation/open-ground";
import { openTrial } from "./simulation/open-trial";
import { PROVEN } from "./simulation/scenarios";

/** The whole list runs by `npm run faults -- --simulate`. */
const WHOLE = process.env.SIMULATION_GATE === "whole";
/** Too long for every day: a week of questions, or a day of them. */
const LONG = new Set([26, 44, 47]);

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 120_000);
afterAll(() => ground?.close());

describe.each(FAULTS.filter(({ number }) => PROVEN[number] && (WHOLE || !LONG.has(number))))(
  "#$number $what",
  ({ number }) => {
    const proof = PROVEN[number];
    const scenarios = typeof proof === "function" ? { "": proof } : (proof ?? {});
    // Of many, such as one for each provider, the short form runs every third.
    const entries = Object.entries(scenarios);
    const picked =
      WHOLE || entries.length < 3 ? entries : entries.filter((_, index) => index % 3 === number % 3);
    it.each(picked)(
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
  },
);
