import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterEach(() => fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => sandbox.close());

const params = {
  amount: 500,
  currency: "usd",
  capture_method: "manual",
  confirm: true,
  payment_method: "pm_card_visa",
} as const;

async function failureOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const [settled] = await Promise.allSettled([promise]);
  if (settled.status === "rejected" && settled.reason instanceof Stripe.errors.StripeError)
    return settled.reason;
  throw new Error("should have been refused");
}

async function setFault(scenario: string, path: string, more: object = {}): Promise<void> {
  const answer = await sandbox.post("/__sandbox/faults", {
    match: { provider: "stripe", path },
    scenario,
    times: 1,
    ...more,
  });
  expect(answer.status).toBe(201);
}

it("gives the first answer again for the same key and parameters", async () => {
  const create = () =>
    fetch(`${sandbox.url}/v1/payment_intents`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_sandbox", "idempotency-key": "the-same" },
      body: new URLSearchParams({ amount: "500", currency: "usd" }),
    });
  const first = await create();
  const second = await create();
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
  expect(await second.text()).toBe(await first.text());
});

it("refuses the same key with other parameters or another path", async () => {
  const idempotencyKey = randomUUID();
  const intent = await sandbox.stripe.paymentIntents.create(params, { idempotencyKey });
  const other = await failureOf(
    sandbox.stripe.paymentIntents.create({ ...params, amount: 600 }, { idempotencyKey }),
  );
  expect(other).toMatchObject({ statusCode: 400, type: "StripeIdempotencyError" });
  const elsewhere = await failureOf(sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey }));
  expect(elsewhere.type).toBe("StripeIdempotencyError");
});

it("keeps refusals of the endpoint, but not of the parameters", async () => {
  const declined = { ...params, payment_method: "pm_card_visa_chargeDeclined" };
  const stored = randomUUID();
  const first = await failureOf(sandbox.stripe.paymentIntents.create(declined, { idempotencyKey: stored }));
  const second = await failureOf(sandbox.stripe.paymentIntents.create(declined, { idempotencyKey: stored }));
  expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
  expect(second).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "generic_decline" });
  const fresh = randomUUID();
  await failureOf(sandbox.stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: fresh }));
  const retried = await sandbox.stripe.paymentIntents.create(params, { idempotencyKey: fresh });
  expect(retried.status).toBe("requires_capture");
});

it("stores a 500 under the key, so that only another key captures", async () => {
  const intent = await sandbox.stripe.paymentIntents.create(params);
  await setFault("error-stored", "/v1/payment_intents/*/capture");
  const idempotencyKey = randomUUID();
  expect(
    (await failureOf(sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey }))).statusCode,
  ).toBe(500);
  expect(
    (await failureOf(sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey }))).statusCode,
  ).toBe(500);
  expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
  const captured = await sandbox.stripe.paymentIntents.capture(
    intent.id,
    {},
    { idempotencyKey: randomUUID() },
  );
  expect(captured.status).toBe("succeeded");
});

it("captures although the answer is a 500 or is lost", async () => {
  for (const scenario of ["error-after-stored", "error-after", "drop-after", "cut-after"]) {
    const intent = await sandbox.stripe.paymentIntents.create(params);
    await setFault(scenario, "/v1/payment_intents/*/capture");
    await failureOf(sandbox.stripe.paymentIntents.capture(intent.id));
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  }
});

it("does nothing when the request is lost", async () => {
  for (const scenario of ["error-before", "drop-before", "down", "throttle", "garbage"]) {
    const intent = await sandbox.stripe.paymentIntents.create(params);
    await setFault(scenario, "/v1/payment_intents/*/capture");
    await failureOf(sandbox.stripe.paymentIntents.capture(intent.id));
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
  }
});

it("answers 409 while another request with the key is at work", async () => {
  const intent = await sandbox.stripe.paymentIntents.create(params);
  await setFault("busy", "/v1/payment_intents/*/capture", { delayMs: 300 });
  const idempotencyKey = randomUUID();
  const answers = await Promise.allSettled([
    sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey }),
    sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey }),
  ]);
  const refused = answers.filter((answer) => answer.status === "rejected");
  expect(refused.map((answer) => (answer.reason as Stripe.errors.StripeError).statusCode)).toEqual([409]);
  const later = await sandbox.stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey });
  expect(later.status).toBe("succeeded");
});
