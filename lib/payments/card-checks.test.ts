import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { openTestGateway } from "./open-test-gateway";
import type { StripeGateway } from "./stripe-gateway";

let sandbox: TestSandbox;
let gateway: StripeGateway;
beforeAll(async () => {
  ({ sandbox, gateway } = await openTestGateway());
});
afterAll(() => sandbox.close());

async function checksOf(card: string) {
  const session = await sandbox.createSession();
  const paid = await sandbox.pay(session, card);
  const next = paid.headers.get("location") ?? "";
  if (next.startsWith("/"))
    await fetch(sandbox.url + next, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ answer: "complete" }),
    });
  return (await gateway.readSession(session.id)).checks;
}

it("a usual card: what was asked matches, what was not asked is not told, and nothing looks risky", async () => {
  expect(await checksOf("4242424242424242")).toEqual({
    cvc: "pass",
    postalCode: null,
    line1: null,
    riskLevel: "normal",
    riskScore: 12,
    outcome: "authorized",
    says: "Payment complete.",
    threeDSecure: null,
  });
});

it("a wrong security code, an elevated risk and a passed 3-D Secure are told as Stripe tells them", async () => {
  expect(await checksOf("4000000000000101")).toMatchObject({ cvc: "fail", riskLevel: "normal" });
  expect(await checksOf("4000000000009235")).toMatchObject({
    riskLevel: "elevated",
    riskScore: 68,
    outcome: "manual_review",
    says: expect.stringContaining("manual review queue"),
  });
  expect(await checksOf("4000000000003220")).toMatchObject({ threeDSecure: "authenticated" });
});

it("before a card was held there is nothing to tell", async () => {
  const session = await sandbox.createSession();
  expect(await gateway.readSession(session.id)).toMatchObject({ kind: "none", checks: null });
});
