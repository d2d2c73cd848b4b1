import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import type { ContractFacts } from "./contract/facts";
import { openBench, type Bench } from "./contract/open-bench";
import { testBadInput } from "./contract/test-bad-input";
import { testArtefacts, testPurchases } from "./contract/test-purchases";
import { testDemands } from "./contract/test-demands";
import { testReads, testStatement } from "./contract/test-reads";
import { testScenarios } from "./contract/test-scenarios";
import { testTaken } from "./contract/test-taken";
import { testWebhooks } from "./contract/test-webhooks";

/** The suite that every kit passes over HTTP, against the sandbox. What is special to one stands in its own test. */
export function describeContract(facts: ContractFacts): void {
  describe(`the contract of a provider: ${facts.name}`, () => {
    let bench: Bench | undefined;
    const open = (): Bench => bench ?? expect.fail("the sandbox did not start");
    beforeAll(async () => {
      bench = await openBench(facts);
    });
    afterAll(async () => {
      const said = bench?.recorded.said.join("\n") ?? "";
      await bench?.sandbox.close();
      // Codes that buyers were given stand in no log, no doubt and no refusal.
      for (const secret of [...facts.secrets, ...(bench?.recorded.codes ?? [])])
        expect(said).not.toContain(secret);
    });
    beforeEach(async () => {
      await fetch(`${open().sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    });
    testScenarios(open, facts);
    testPurchases(open, facts);
    testArtefacts(open, facts);
    testReads(open, facts);
    testDemands(open, facts);
    testTaken(open, facts);
    testStatement(open, facts);
    testWebhooks(open, facts);
    testBadInput(open, facts);
  });
}
