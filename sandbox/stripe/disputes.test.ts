import { afterEach, beforeEach, expect, it } from "vitest";
import { openReceiver, openTestSandbox, type Receiver, type TestSandbox } from "../open-test-sandbox";

let sandbox: TestSandbox;
let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
  // Five seconds pass in fifty milliseconds.
  sandbox = await openTestSandbox({ timeScale: 100 });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const typeOf = ({ body }: { body: string }): string => (JSON.parse(body) as { type: string }).type;

async function charge(card: string, events: string[]): Promise<string> {
  await sandbox.post("/__sandbox/callbacks", { stripe: { url: receiver.url, events } });
  const session = await sandbox.createSession();
  await sandbox.pay(session, card);
  const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  await sandbox.stripe.paymentIntents.capture(String(paid.payment_intent));
  return String(paid.payment_intent);
}

it("takes evidence once it is submitted, decides by Stripe's words for tests, and gives the money back", async () => {
  const events = ["charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed"];
  const intent = await charge("4000000000000259", [...events, "charge.dispute.funds_reinstated"]);
  await receiver.until((all) => all.length === 1);
  const [dispute] = (await sandbox.stripe.disputes.list({ payment_intent: intent })).data;
  const id = dispute?.id ?? "";
  const draft = await sandbox.stripe.disputes.update(id, { evidence: { customer_purchase_ip: "192.0.2.7" } });
  expect(draft).toMatchObject({
    status: "needs_response",
    evidence: { customer_purchase_ip: "192.0.2.7", uncategorized_text: null },
    evidence_details: { has_evidence: true, submission_count: 0 },
  });
  const submitted = await sandbox.stripe.disputes.update(id, {
    evidence: { uncategorized_text: "winning_evidence" },
    submit: true,
  });
  expect(submitted).toMatchObject({ status: "under_review", evidence_details: { submission_count: 1 } });
  const told = (await receiver.until((all) => all.length === 5)).map(typeOf);
  expect(told.slice(-2).toSorted()).toEqual(["charge.dispute.closed", "charge.dispute.funds_reinstated"]);
  expect(await sandbox.stripe.disputes.retrieve(id)).toMatchObject({ status: "won" });
  await expect(sandbox.stripe.disputes.update(id, { submit: true })).rejects.toMatchObject({
    message: "This dispute is already closed",
  });
});

it("warns early of fraud: a warning that can be acted upon until the charge is refunded", async () => {
  const intent = await charge("4000000000005423", ["radar.early_fraud_warning.created"]);
  const [told] = await receiver.until((all) => all.length === 1);
  expect(JSON.parse(told?.body ?? "{}")).toMatchObject({ data: { object: { payment_intent: intent } } });
  const read = async () =>
    (await sandbox.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent })).data;
  expect(await read()).toMatchObject([{ actionable: true, fraud_type: "unauthorized_use_of_card" }]);
  await sandbox.stripe.refunds.create({ payment_intent: intent });
  expect(await read()).toMatchObject([{ actionable: false }]);
});
