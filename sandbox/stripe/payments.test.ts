import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

async function hold(card?: string): Promise<Stripe.PaymentIntent> {
  const session = await sandbox.createSession();
  const answer = await sandbox.pay(session, card);
  expect(answer.status).toBe(303);
  const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, {
    expand: ["payment_intent.latest_charge"],
  });
  if (paid.payment_intent === null || typeof paid.payment_intent === "string")
    throw new Error("not expanded");
  return paid.payment_intent;
}

function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge {
  if (intent.latest_charge === null || typeof intent.latest_charge === "string")
    throw new Error("not expanded");
  return intent.latest_charge;
}

async function ledgerOf(intent: string): Promise<Record<string, unknown> | undefined> {
  const ledger: unknown = await (await fetch(`${sandbox.url}/__sandbox/ledger`)).json();
  const { payments } = ledger as { payments: Record<string, unknown>[] };
  return payments.find((row) => row["paymentIntent"] === intent);
}

async function failureOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("should have been refused");
}

describe("a held card", () => {
  it("leaves the Session complete and unpaid, and the whole amount capturable", async () => {
    const session = await sandbox.createSession({ client_reference_id: "ref-1" });
    expect(session).toMatchObject({ status: "open", payment_status: "unpaid", payment_intent: null });
    const answer = await sandbox.pay(session);
    expect(answer.headers.get("location")).toBe(`http://127.0.0.1:9/done?session=${session.id}`);
    const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge", "line_items"],
    });
    expect(paid).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      url: null,
      client_reference_id: "ref-1",
      customer_details: { email: "ada@example.com", name: "Ada" },
      payment_intent: {
        status: "requires_capture",
        amount: 1099,
        amount_capturable: 1099,
        currency: "usd",
        metadata: { checkout_id: "checkout-1" },
        latest_charge: {
          captured: false,
          paid: true,
          outcome: { type: "authorized", risk_level: "normal" },
          payment_method_details: { card: { brand: "visa", last4: "4242", country: "US" } },
        },
      },
      line_items: { data: [{ amount_total: 1099, quantity: 1 }] },
    });
    const intent = paid.payment_intent as Stripe.PaymentIntent;
    const before = chargeOf(intent).payment_method_details?.card?.capture_before ?? 0;
    expect(before - intent.created).toBeGreaterThan(7 * 86_400 - 60);
  });

  it("is captured in part and gives the rest back", async () => {
    const intent = await hold();
    const captured = await sandbox.stripe.paymentIntents.capture(
      intent.id,
      { amount_to_capture: 700 },
      { idempotencyKey: `capture-${intent.id}` },
    );
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 700, amount_capturable: 0 });
    const charge = await sandbox.stripe.charges.retrieve(chargeOf(intent).id, {
      expand: ["balance_transaction", "refunds"],
    });
    expect(charge).toMatchObject({
      captured: true,
      amount_captured: 700,
      amount_refunded: 399,
      refunded: false,
      balance_transaction: { amount: 700, fee: 50, net: 650 },
    });
    expect(await ledgerOf(intent.id)).toMatchObject({
      currency: "USD",
      amount: 1099,
      authorised: 1099,
      captured: 700,
      released: 399,
      refunded: 0,
      status: "succeeded",
    });
    const again = await failureOf(sandbox.stripe.paymentIntents.capture(intent.id));
    expect(again).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    expect(again.payment_intent?.status).toBe("succeeded");
  });

  it("refuses to capture more than was held, or less than the smallest charge", async () => {
    const intent = await hold();
    const more = sandbox.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1100 });
    expect((await failureOf(more)).code).toBe("amount_too_large");
    const less = sandbox.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 49 });
    expect((await failureOf(less)).code).toBe("amount_too_small");
    const untouched = await sandbox.stripe.paymentIntents.retrieve(intent.id);
    expect(untouched.amount_capturable).toBe(1099);
  });

  it("is released in full by cancelling, once", async () => {
    const intent = await hold();
    const canceled = await sandbox.stripe.paymentIntents.cancel(intent.id, {
      cancellation_reason: "abandoned",
    });
    expect(canceled).toMatchObject({
      status: "canceled",
      cancellation_reason: "abandoned",
      amount_capturable: 0,
    });
    expect(await ledgerOf(intent.id)).toMatchObject({
      captured: 0,
      released: 1099,
      refunded: 0,
      status: "canceled",
    });
    const refunds = await sandbox.stripe.refunds.list({ payment_intent: intent.id });
    expect(refunds.data).toMatchObject([{ amount: 1099, metadata: {}, status: "succeeded" }]);
    const again = await failureOf(sandbox.stripe.paymentIntents.cancel(intent.id));
    expect(again.code).toBe("payment_intent_unexpected_state");
    const capture = await failureOf(sandbox.stripe.paymentIntents.capture(intent.id));
    expect(capture.code).toBe("payment_intent_unexpected_state");
  });

  it("is found gone at capture with the sandbox's own card", async () => {
    const intent = await hold("4000000000007171");
    const failure = await failureOf(sandbox.stripe.paymentIntents.capture(intent.id));
    expect(failure.code).toBe("charge_expired_for_capture");
    const after = await sandbox.stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({ status: "canceled", cancellation_reason: "automatic" });
  });

  it("stands in review when the risk is elevated, until somebody approves it", async () => {
    const intent = await hold("4000000000009235");
    expect(chargeOf(intent).outcome).toMatchObject({ type: "manual_review", risk_level: "elevated" });
    const reviewId = String(intent.review);
    expect(await sandbox.stripe.reviews.retrieve(reviewId)).toMatchObject({
      open: true,
      payment_intent: intent.id,
    });
    await sandbox.stripe.reviews.approve(reviewId);
    const closed = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["review"] });
    expect(closed.review).toMatchObject({ open: false, closed_reason: "approved" });
  });
});

describe("captured money", () => {
  it("is refunded in parts and never beyond what was captured", async () => {
    const intent = await hold();
    await sandbox.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 1000 });
    const first = await sandbox.stripe.refunds.create({
      payment_intent: intent.id,
      amount: 400,
      metadata: { intent_id: "refund-1" },
    });
    expect(first).toMatchObject({ status: "succeeded", amount: 400, metadata: { intent_id: "refund-1" } });
    const tooMuch = sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 601 });
    expect((await failureOf(tooMuch)).param).toBe("amount");
    await sandbox.stripe.refunds.create({ payment_intent: intent.id });
    const none = sandbox.stripe.refunds.create({ payment_intent: intent.id });
    expect((await failureOf(none)).code).toBe("charge_already_refunded");
    expect(await ledgerOf(intent.id)).toMatchObject({ captured: 1000, released: 99, refunded: 1000 });
  });

  it("cannot be refunded while it is only held", async () => {
    const intent = await hold();
    const failure = await failureOf(sandbox.stripe.refunds.create({ payment_intent: intent.id }));
    expect(failure.message).toContain("does not have a successful charge to refund");
  });
});

describe("Checkout Sessions", () => {
  it("are expired by the shop only while they are open", async () => {
    const open = await sandbox.createSession();
    expect(await sandbox.stripe.checkout.sessions.expire(open.id)).toMatchObject({
      status: "expired",
      url: null,
    });
    expect((await sandbox.pay(open)).status).toBe(410);
    const paid = await sandbox.createSession();
    await sandbox.pay(paid);
    expect((await failureOf(sandbox.stripe.checkout.sessions.expire(paid.id))).statusCode).toBe(400);
  });

  it("are found by their payment intent", async () => {
    const intent = await hold();
    const found = await sandbox.stripe.checkout.sessions.list({ payment_intent: intent.id });
    expect(found.data.map((session) => session.payment_intent)).toEqual([intent.id]);
  });

  it.each([
    ["a life under 30 minutes", { expires_at: Math.floor(Date.now() / 1000) + 600 }, "expires_at"],
    ["a life over a day", { expires_at: Math.floor(Date.now() / 1000) + 90_000 }, "expires_at"],
    ["a broken e-mail address", { customer_email: "nobody" }, "customer_email"],
    ["a relative address", { success_url: "/done" }, "success_url"],
  ])("refuse %s", async (_name, parts, param) => {
    expect((await failureOf(sandbox.createSession(parts))).param).toBe(param);
  });

  it("refuse amounts below the smallest charge, and unknown parameters", async () => {
    const price_data = { currency: "usd", unit_amount: 49, product_data: { name: "x" } };
    const small = sandbox.createSession({ line_items: [{ quantity: 1, price_data }] });
    expect((await failureOf(small)).code).toBe("amount_too_small");
    const unknown = { colour: "red" } as Partial<Stripe.Checkout.SessionCreateParams>;
    expect((await failureOf(sandbox.createSession(unknown))).code).toBe("parameter_unknown");
  });

  it("offer cards alone: a filter must let them through, and is told again", async () => {
    const session = await sandbox.createSession({ allowed_payment_method_types: ["card"] });
    expect(session).toMatchObject({ allowed_payment_method_types: ["card"], payment_method_types: ["card"] });
    await sandbox.pay(session);
    const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(paid.payment_intent).toMatchObject({
      status: "requires_capture",
      allowed_payment_method_types: ["card"],
    });
    const none = sandbox.createSession({ allowed_payment_method_types: ["ideal"] });
    expect((await failureOf(none)).param).toBe("allowed_payment_method_types");
  });

  it("charge at once when nothing asks for a hold", async () => {
    const session = await sandbox.createSession({ payment_method_options: {} });
    await sandbox.pay(session);
    const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
    expect(paid).toMatchObject({
      payment_status: "paid",
      payment_intent: { status: "succeeded", amount_received: 1099 },
    });
  });
});

describe("access", () => {
  it("needs the secret key, and names what it does not know", async () => {
    const stranger = new Stripe("sk_test_other", {
      host: "127.0.0.1",
      port: sandbox.port,
      protocol: "http",
      maxNetworkRetries: 0,
    });
    const refused = await failureOf(stranger.paymentIntents.list());
    expect(refused).toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" });
    expect(refused.requestId).toMatch(/^req_/);
    const missing = await failureOf(sandbox.stripe.paymentIntents.retrieve("pi_nothing"));
    expect(missing).toMatchObject({ statusCode: 404, code: "resource_missing" });
    const nowhere = await fetch(`${sandbox.url}/v1/nowhere`);
    expect(await nowhere.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  it("pages through lists the newest first", async () => {
    for (let count = 0; count < 3; count += 1)
      await sandbox.createSession({ client_reference_id: `page-${count}` });
    const seen: string[] = [];
    for await (const session of sandbox.stripe.checkout.sessions.list({ limit: 1, status: "open" })) {
      if (session.client_reference_id?.startsWith("page-")) seen.push(session.client_reference_id);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(["page-2", "page-1", "page-0"]);
  });
});
