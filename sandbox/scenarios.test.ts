import fs from "node:fs";
import { expect, it } from "vitest";
import { REQUEST_FAULTS, WEBHOOK_FAULTS } from "./open-fault-book";
import { scenarioOf, SCENARIOS } from "./scenarios";
import { STRIPE_FAULTS } from "./stripe/stripe-faults";
import { TEST_CARDS } from "./stripe/test-cards";

const readme = fs.readFileSync(new URL("README.md", import.meta.url), "utf8");

it.each([
  ["+2348031230001", "0001"],
  ["234 803 123 0020", "0020"],
  ["+2348031230000", undefined],
  ["+2348031230021", undefined],
  ["+2348031234567", undefined],
  ["1", undefined],
])("%s asks for %s", (number, scenario) => {
  expect(scenarioOf(number)).toBe(scenario);
});

it("has twenty scenarios, and the README tells each in the same words", () => {
  expect(Object.keys(SCENARIOS)).toHaveLength(20);
  for (const [digits, what] of Object.entries(SCENARIOS)) expect(readme).toContain(`| ${digits} | ${what} |`);
});

it("has a card for every behaviour in the README, and every fault by name", () => {
  const digits = readme.replace(/(?<=\d) (?=\d)/g, "");
  const shown = TEST_CARDS.filter((card) => digits.includes(card.number));
  const behaviours = (cards: typeof shown) => [...new Set(cards.map(({ behaviour }) => behaviour))].sort();
  expect(behaviours(shown)).toEqual(behaviours([...TEST_CARDS]));
  for (const name of Object.keys({ ...REQUEST_FAULTS, ...WEBHOOK_FAULTS, ...STRIPE_FAULTS })) {
    expect(readme).toContain(`\`${name}\``);
  }
});
