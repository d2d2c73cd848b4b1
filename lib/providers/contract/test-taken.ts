import { expect, test } from "vitest";
import type { ContractFacts } from "./facts";
import { readCredits, requestFor, type Bench } from "./open-bench";

/** Of what is sent this is told to be left, in minor units; nothing that is promised may arrive as less. */
const PERCENT = 100;

export function testTaken(open: () => Bench, facts: ContractFacts): void {
  const taxed = () => open().offers.filter(({ takenPercent }) => takenPercent !== undefined);

  test("what a country takes is told in percent, or not at all", () => {
    expect(taxed().length > 0).toBe(facts.taxed !== undefined);
    for (const { takenPercent } of taxed()) {
      expect(Number(takenPercent)).toBeGreaterThan(0);
      expect(Number(takenPercent)).toBeLessThan(PERCENT);
    }
  });

  test.runIf(facts.taxed)("what is told to arrive is credited, tax taken off", async () => {
    const { providerOperatorId, country, number } = facts.taxed ?? expect.fail("nothing is taxed");
    const offer = taxed().find(
      ({ operator, order, face }) =>
        operator.providerOperatorId === providerOperatorId &&
        order.type === "range" &&
        face.type === "rate" &&
        order.currency === face.currency,
    );
    if (offer?.face.type !== "rate") throw new Error("No airtime of it is taxed");
    const request = requestFor(offer, { reference: "c-taken", country, ...(number ? { number } : {}) });
    const outcome = await open().provider.submit(request);
    const credit = (await readCredits(open().sandbox, facts.name)).find(
      ({ reference }) => reference === request.reference,
    );
    expect(outcome).toMatchObject({ kind: "delivered", delivered: credit?.amount });
    const share = 1 - Number(offer.takenPercent) / PERCENT;
    expect(Number(offer.face.perOrderUnit)).toBeCloseTo(share, 6);
    expect(credit?.amount.minor).toBe(Math.floor(request.amount.minor * share + 1e-6));
  });
}
