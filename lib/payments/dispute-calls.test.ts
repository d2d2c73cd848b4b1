import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { openTestGateway } from "./open-test-gateway";
import type { StripeGateway } from "./stripe-gateway";

let sandbox: TestSandbox;
let gateway: StripeGateway;
beforeAll(async () => {
  // Five seconds pass in fifty milliseconds.
  ({ sandbox, gateway } = await openTestGateway({ timeScale: 100 }));
});
afterAll(() => sandbox.close());

async function charge(card: string): Promise<string> {
  const session = await sandbox.createSession();
  await sandbox.pay(session, card);
  const { payment_intent: intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  await sandbox.stripe.paymentIntents.capture(String(intent));
  return String(intent);
}

it("reads a dispute, hands the evidence in once per key, and reads what became of it", async () => {
  const intent = await charge("4000000000000259");
  await expect.poll(() => gateway.readDisputes(intent)).toHaveLength(1);
  const [dispute] = await gateway.readDisputes(intent);
  expect(dispute).toMatchObject({
    amount: { minor: 1099, currency: "USD" },
    status: "needs_response",
    submissions: 0,
  });
  expect(dispute?.dueBy).toBeGreaterThan(dispute?.created ?? Infinity);
  const evidence = {
    customerEmail: "ama@example.org",
    customerIp: "192.0.2.7",
    productDescription: "airtime",
    serviceDate: "2026-11-26",
    text: "losing_evidence\nand more",
  };
  const told = await gateway.submitEvidence(dispute?.id ?? "", evidence, "evidence:1");
  expect(told).toMatchObject({ kind: "done", value: { status: "under_review", submissions: 1 } });
  expect(await gateway.submitEvidence(dispute?.id ?? "", evidence, "evidence:1")).toEqual(told);
  await expect.poll(async () => (await gateway.readDisputes(intent))[0]?.status).toBe("lost");
  expect(await gateway.submitEvidence(dispute?.id ?? "", evidence, "evidence:2")).toMatchObject({
    kind: "refused",
    code: "dispute_closed",
  });
});

it("reads a warning of fraud, and knows the card by its fingerprint", async () => {
  const intent = await charge("4000000000005423");
  await expect.poll(() => gateway.readFraudWarnings(intent)).toHaveLength(1);
  expect(await gateway.readFraudWarnings(intent)).toMatchObject([
    { fraudType: "unauthorized_use_of_card", actionable: true },
  ]);
  const again = await charge("4000000000005423");
  const [one, other] = await Promise.all([intent, again].map((id) => gateway.readPaymentIntent(id)));
  expect(one?.card?.fingerprint).toBeTruthy();
  expect(one?.card?.fingerprint).toBe(other?.card?.fingerprint);
});
