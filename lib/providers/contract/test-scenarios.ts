import { describe, expect, test } from "vitest";
import type { AttemptRequest } from "../spec";
import type { ContractFacts, Expected } from "./facts";
import { settle, until, type Bench } from "./open-bench";
import { FAULTS, SCENARIOS } from "./scenarios";

async function expectScenario(bench: Bench, attempt: AttemptRequest, expected: Expected): Promise<void> {
  const outcome = await bench.provider.submit(attempt);
  expect(outcome).toMatchObject({
    kind: expected.first,
    ...(expected.failure ? { failure: { code: expected.failure } } : {}),
  });
  const credited = expected.credit === "none" ? [] : [expected.credit];
  const states = async () => (await bench.creditsOf(attempt)).map(({ state }) => state);
  if (expected.final && bench.provider.resolve) {
    const known = "providerReference" in outcome ? outcome.providerReference : undefined;
    await settle(bench, { ...attempt, ...(known ? { providerReference: known } : {}) }, expected.final);
  }
  // Where nobody can be asked, only the ledger shows what still comes.
  if (!bench.provider.resolve) await until(states, (now) => now.join() === credited.join());
  expect(await states()).toEqual(credited);
}

export function testScenarios(open: () => Bench, facts: ContractFacts): void {
  describe("scenarios", () => {
    const scenarios = { ...SCENARIOS, ...facts.scenarios };
    for (const [digits, usual] of Object.entries(scenarios)) {
      if (!usual) continue;
      // oxlint-disable-next-line vitest/expect-expect -- expectScenario does
      test(`${digits}: ${usual.first}${usual.final ? `, then ${usual.final}` : ""}, ${usual.credit}`, () =>
        expectScenario(open(), open().attempt(digits), usual));
    }

    // oxlint-disable-next-line vitest/expect-expect -- expectScenario does
    test.each(Object.entries({ ...FAULTS, ...facts.faults }))("on the way: %s", async (fault, expected) => {
      const attempt = open().attempt("4321");
      await open().fault(fault, { path: facts.paths.purchase, number: attempt.number }, { times: 1 });
      await expectScenario(open(), attempt, expected);
    });

    test("what is refused for the moment works later, under a new reference", async () => {
      const passing = ["0014", "0019"].filter((digits) => scenarios[digits]?.first === "rejected");
      expect(passing).toContain("0014");
      for (const digits of passing) {
        const attempt = open().attempt(digits);
        const kinds: string[] = [];
        for (const run of [1, 2, 3]) {
          const outcome = await open().provider.submit({
            ...attempt,
            reference: `${attempt.reference}-${run}`,
          });
          kinds.push(outcome.kind === "rejected" ? `rejected ${outcome.retry}` : outcome.kind);
        }
        expect(kinds).toEqual(["rejected later", "rejected later", "delivered"]);
        expect(await open().creditsOf(attempt)).toHaveLength(1);
      }
    });
  });
}
