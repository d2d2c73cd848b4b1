import { describe, expect, test } from "vitest";
import type { AttemptRequest } from "../spec";
import type { ContractFacts, Expected } from "./facts";
import { settle, type Bench } from "./open-bench";
import { FAULTS, SCENARIOS } from "./scenarios";

async function expectScenario(bench: Bench, attempt: AttemptRequest, expected: Expected): Promise<void> {
  const outcome = await bench.provider.submit(attempt);
  bench.said.push(JSON.stringify({ ...outcome, artefact: undefined }));
  expect(outcome).toMatchObject({
    kind: expected.first,
    ...(expected.failure ? { failure: { code: expected.failure } } : {}),
  });
  if (expected.final) {
    const known = "providerReference" in outcome ? outcome.providerReference : undefined;
    await settle(bench, { ...attempt, ...(known ? { providerReference: known } : {}) }, expected.final);
  }
  const credits = await bench.creditsOf(attempt);
  expect(credits.map(({ state }) => state)).toEqual(expected.credit === "none" ? [] : [expected.credit]);
}

export function testScenarios(open: () => Bench, facts: ContractFacts): void {
  describe("scenarios", () => {
    for (const [digits, usual] of Object.entries({ ...SCENARIOS, ...facts.scenarios })) {
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
      for (const digits of ["0014", "0019"]) {
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
