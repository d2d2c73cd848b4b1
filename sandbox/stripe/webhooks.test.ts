import Stripe from "stripe";
import { afterEach, expect, it } from "vitest";
import {
  openReceiver,
  openTestSandbox,
  type ReceivedWebhook,
  type Receiver,
  type TestSandbox,
} from "../open-test-sandbox";

let sandbox: TestSandbox;
let receiver: Receiver;
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

/** Time runs 100 times as fast, so that repeats and later events come soon. */
async function open(
  input: { statusOf?: (index: number) => number; timeScale?: number; events?: string[] } = {},
) {
  receiver = await openReceiver(input.statusOf);
  sandbox = await openTestSandbox({ timeScale: input.timeScale ?? 100 });
  const { url } = receiver;
  await sandbox.post("/__sandbox/callbacks", { stripe: input.events ? { url, events: input.events } : url });
}

function verify({ body, signature }: ReceivedWebhook): Stripe.Event {
  return Stripe.webhooks.constructEvent(body, signature, "whsec_sandbox");
}

const typesOf = (received: ReceivedWebhook[]): string[] => received.map((webhook) => verify(webhook).type);

async function payWith(card?: string): Promise<string> {
  const session = await sandbox.createSession();
  await sandbox.pay(session, card);
  const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  return String(paid.payment_intent);
}

it("are signed, and tell the whole way from hold to refund", async () => {
  await open();
  const intent = await payWith();
  await sandbox.stripe.paymentIntents.capture(
    intent,
    { amount_to_capture: 600 },
    { idempotencyKey: "capture-1" },
  );
  await sandbox.stripe.refunds.create({ payment_intent: intent });
  const received = await receiver.until((all) => all.length >= 8);
  expect(typesOf(received).toSorted()).toEqual([
    "charge.captured",
    "charge.refunded",
    "charge.succeeded",
    "checkout.session.completed",
    "payment_intent.amount_capturable_updated",
    "payment_intent.created",
    "payment_intent.succeeded",
    "refund.created",
  ]);
  const events = received.map(verify);
  expect(new Set(events.map((event) => event.id)).size).toBe(8);
  const captured = events.find((event) => event.type === "charge.captured");
  expect(captured?.request?.idempotency_key).toBe("capture-1");
  expect(captured?.data.object).toMatchObject({ amount_captured: 600, payment_intent: intent });
  const [first] = received;
  expect(() =>
    Stripe.webhooks.constructEvent(`${first?.body} `, first?.signature ?? "", "whsec_sandbox"),
  ).toThrow();
});

it("are repeated until they are answered with 2xx, and can be listed meanwhile", async () => {
  await open({ statusOf: (index) => (index < 2 ? 500 : 200), events: ["checkout.session.completed"] });
  await payWith();
  const received = await receiver.until((all) => all.length === 3);
  expect(new Set(received.map((webhook) => webhook.body)).size).toBe(1);
  expect(typesOf(received)).toEqual(Array.from({ length: 3 }, () => "checkout.session.completed"));
});

it("are listed as undelivered while nobody takes them", async () => {
  await open({ statusOf: () => 500, timeScale: 1 });
  await payWith();
  await receiver.until((all) => all.length >= 4);
  const undelivered = await sandbox.stripe.events.list({
    delivery_success: false,
    type: "checkout.session.completed",
  });
  expect(undelivered.data).toMatchObject([{ pending_webhooks: 1, type: "checkout.session.completed" }]);
});

it("can be lost, repeated and delayed by faults", async () => {
  await open();
  const fault = (scenario: string, path: string) =>
    sandbox.post("/__sandbox/faults", { match: { provider: "stripe", path }, scenario, delayMs: 50 });
  await fault("lose-webhook", "checkout.session.completed");
  await fault("repeat-webhook", "payment_intent.created");
  await fault("delay-webhook", "charge.succeeded");
  await payWith();
  const types = typesOf(await receiver.until((all) => all.length >= 7));
  expect(types.filter((type) => type === "payment_intent.created")).toHaveLength(5);
  expect(types.filter((type) => type === "charge.succeeded")).toHaveLength(1);
  expect(types).not.toContain("checkout.session.completed");
});

it("tell of a dispute after the charge", async () => {
  await open({ events: ["charge.dispute.created"] });
  const intent = await payWith("4000000000000259");
  await sandbox.stripe.paymentIntents.capture(intent);
  await receiver.until((all) => all.length === 1);
  expect((await sandbox.stripe.disputes.list({ payment_intent: intent })).data).toMatchObject([
    { amount: 1099, reason: "fraudulent", status: "needs_response" },
  ]);
  await expect(sandbox.stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: "charge_disputed",
  });
});

it("tell of refunds that end later, well or badly", async () => {
  await open({ events: ["refund.updated", "refund.failed"] });
  const slow = await payWith("4000000000007726");
  await sandbox.stripe.paymentIntents.capture(slow);
  expect(await sandbox.stripe.refunds.create({ payment_intent: slow })).toMatchObject({ status: "pending" });
  await receiver.until((all) => all.length === 1);
  const bad = await payWith("4000000000005126");
  await sandbox.stripe.paymentIntents.capture(bad);
  expect(await sandbox.stripe.refunds.create({ payment_intent: bad })).toMatchObject({ status: "succeeded" });
  await receiver.until((all) => all.length === 3);
  expect((await sandbox.stripe.refunds.list({ payment_intent: slow })).data).toMatchObject([
    { status: "succeeded" },
  ]);
  expect((await sandbox.stripe.refunds.list({ payment_intent: bad })).data).toMatchObject([
    { status: "failed", failure_reason: "expired_or_canceled_card" },
  ]);
});

it("tell of a hold that ran out and of a Session that was left", async () => {
  // A hold of 7 days lasts 0.6 s, the least life of a Session next to nothing.
  await open({ timeScale: 1_000_000, events: ["payment_intent.canceled", "checkout.session.expired"] });
  await sandbox.createSession({ expires_at: Math.floor(Date.now() / 1000) + 1 });
  const intent = await payWith();
  const received = await receiver.until((all) => all.length === 2);
  expect(typesOf(received).toSorted()).toEqual(["checkout.session.expired", "payment_intent.canceled"]);
  expect(await sandbox.stripe.paymentIntents.retrieve(intent)).toMatchObject({
    status: "canceled",
    cancellation_reason: "automatic",
  });
});
