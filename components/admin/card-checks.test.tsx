import { expect, it } from "vitest";
import { htmlOf, wordsOf } from "./testing";
import { CardChecks } from "./card-checks";

type Checks = NonNullable<Parameters<typeof CardChecks>[0]["checks"]>;

async function said(checks: Checks | null): Promise<string> {
  const html = await htmlOf(<CardChecks checks={checks} />);
  return wordsOf(html);
}

const RISKY: Checks = {
  cvc: "fail",
  postalCode: null,
  line1: "unavailable",
  riskLevel: "elevated",
  riskScore: 68,
  outcome: "manual_review",
  says: "Placed in your manual review queue.",
  threeDSecure: "authenticated",
};

it("every check is told in words, and what Stripe says of it", async () => {
  const shown = await said(RISKY);
  for (const words of [
    "Risk elevated 68 of 100",
    "Security code does not match",
    "Postal code not given",
    "Address line the bank cannot tell",
    "3-D Secure passed",
    "Placed in your manual review queue.",
  ])
    expect(shown).toContain(words);
});

it("a word that nobody knows is shown as it is, an untold score is left out, and what was not kept is said", async () => {
  const shown = await said({ ...RISKY, cvc: "some_new_word", riskScore: null, threeDSecure: null });
  expect(shown).toContain("Security code some new word");
  expect(shown).not.toContain("of 100");
  expect(shown).toContain("3-D Secure not asked for");
  expect(await said(null)).toContain("not kept");
});
