import { describe, expect, test } from "vitest";
import type { AttemptRequest, ProviderOffer } from "../spec";
import type { ContractFacts } from "./facts";
import { readCredits, requestFor, settle, type Bench } from "./open-bench";

/** Marks of offers that are never sent as they are listed. */
const NEVER_SENT = ["simActivation", "offersFor"];
const ACCOUNT = "acct-7788";

const isSent = ({ requiredFields }: ProviderOffer): boolean =>
  !requiredFields.some((name) => NEVER_SENT.includes(name));

/** One offer of each set of fields that they demand together. */
function demanding(offers: ProviderOffer[]): ProviderOffer[] {
  const asking = offers.filter((offer) => offer.requiredFields.length > 0 && isSent(offer));
  return [...new Map(asking.map((offer) => [offer.requiredFields.join(), offer])).values()];
}

export function testDemands(open: () => Bench, facts: ContractFacts): void {
  const { values = {}, number } = facts.demands ?? {};
  let nth = 0;
  const attemptOf = (offer: ProviderOffer, extra: Record<string, string>): AttemptRequest => {
    nth += 1;
    const dialled = offer.recipient === "number" && number ? { number } : {};
    const paid = offer.recipient === "account" ? { account: `${ACCOUNT}${nth}` } : {};
    const { country } = offer.operator;
    return { ...requestFor(offer, { reference: `c-asks-${nth}`, country, ...dialled, ...paid }), extra };
  };
  const bought = async ({ reference }: AttemptRequest): Promise<number> =>
    (await readCredits(open().sandbox, facts.name)).filter((credit) => credit.reference === reference).length;
  const endOf = async (attempt: AttemptRequest): Promise<string> => {
    const outcome = await open().provider.submit(attempt);
    return outcome.kind === "accepted" ? (await settle(open(), attempt, "delivered")).kind : outcome.kind;
  };

  describe("what an offer cannot be ordered without", () => {
    test("every name of it is known", () => {
      const names = new Set(demanding(open().offers).flatMap(({ requiredFields }) => requiredFields));
      expect([...names].toSorted()).toEqual(Object.keys(values).toSorted());
    });

    test.runIf(facts.demands)(
      "bought with all of it; without any one of it refused, and not bought",
      async () => {
        for (const offer of demanding(open().offers)) {
          const names = offer.requiredFields;
          const all = Object.fromEntries(names.map((name) => [name, values[name] ?? ""]));
          for (const missing of names) {
            const { [missing]: _left, ...rest } = all;
            const lacking = attemptOf(offer, rest);
            expect(await open().provider.submit(lacking), missing).toMatchObject({ kind: "rejected" });
            expect(await bought(lacking), missing).toBe(0);
          }
          const complete = attemptOf(offer, all);
          expect(await endOf(complete), names.join()).toBe("delivered");
          expect(await bought(complete), names.join()).toBe(1);
        }
      },
    );

    test("who gets it, where that is no number", async () => {
      const sorts = ["account", "email"] as const;
      for (const sort of sorts) {
        const offer = open().offers.find((one) => one.recipient === sort && isSent(one));
        if (!offer) continue;
        const { account: _nobody, ...nameless } = attemptOf(offer, values);
        expect(await open().provider.submit(nameless), sort).toMatchObject({ kind: "rejected" });
        expect(await bought(nameless), sort).toBe(0);
      }
    });
  });
}
