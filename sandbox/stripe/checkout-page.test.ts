import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSandbox, type TestSandbox } from "../open-test-sandbox";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

function read(session: Stripe.Checkout.Session): Promise<Stripe.Checkout.Session> {
  return sandbox.stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
}

function pageOf(session: { id: string }): Promise<Response> {
  return fetch(`${sandbox.url}/c/pay/${session.id}`, { redirect: "manual" });
}

describe("the page", () => {
  it("shows what is paid for, how much, and the way back, without scripts", async () => {
    const session = await sandbox.createSession();
    const page = await pageOf(session);
    const html = await page.text();
    for (const text of [
      "Top-up of MTN Nigeria",
      "10.99 USD",
      "Sandbox: test cards only",
      "http://127.0.0.1:9/back",
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain("<script");
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  it("escapes what the shop named", async () => {
    const price_data = {
      currency: "usd",
      unit_amount: 500,
      product_data: { name: "<img src=x onerror=alert(1)>" },
    };
    const session = await sandbox.createSession({ line_items: [{ quantity: 1, price_data }] });
    expect(await (await pageOf(session)).text()).not.toContain("<img");
  });

  it("keeps the shop's e-mail address, whatever the form says", async () => {
    const session = await sandbox.createSession({ customer_email: "owner@example.com" });
    await sandbox.pay(session);
    expect((await read(session)).customer_details?.email).toBe("owner@example.com");
  });

  it("fills in a test card and keeps what was typed", async () => {
    const session = await sandbox.createSession();
    const html = await (
      await sandbox.pay(session, "", { fill: "4000000000009995", email: "typed@example.com", name: "Typed" })
    ).text();
    expect(html).toContain("4000 0000 0000 9995");
    expect(html).toContain("typed@example.com");
    expect((await read(session)).status).toBe("open");
  });

  it.each([
    ["a wrong check digit", { number: "4242424242424241" }, "Your card number is invalid."],
    ["a card that is no test card", { number: "4111111111111111" }, "This is not a test card."],
    ["a past date", { expiry: "01/20" }, "expiration date is in the past"],
    ["a month that does not exist", { expiry: "13/34" }, "MM / YY"],
    ["a short code", { cvc: "12" }, "3 digits"],
    ["no e-mail address", { email: "" }, "Enter an e-mail address."],
  ])("refuses %s and keeps what was typed but the code", async (_name, fields, message) => {
    const session = await sandbox.createSession();
    const answer = await sandbox.pay(session, "4242424242424242", {
      name: "Ada Typed",
      cvc: "987",
      ...fields,
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(message.replace("'", "&#39;"));
    expect(html).toContain("Ada Typed");
    expect(html).not.toContain('value="987"');
    expect((await read(session)).payment_intent).toBeNull();
  });
});

describe("paying", () => {
  it("twice at the same moment makes one payment", async () => {
    const session = await sandbox.createSession({ client_reference_id: "double" });
    const answers = await Promise.all([sandbox.pay(session), sandbox.pay(session)]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    const intents = await sandbox.stripe.paymentIntents.list({ limit: 100 });
    const { payment_intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
    expect(intents.data.filter((intent) => intent.id === payment_intent)).toHaveLength(1);
    const charges = await sandbox.stripe.charges.list({ payment_intent: String(payment_intent) });
    expect(charges.data).toHaveLength(1);
  });

  it.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000000069", "expired_card", "expired_card"],
    ["4000000000000127", "incorrect_cvc", "incorrect_cvc"],
    ["4000000000004954", "card_declined", "fraudulent"],
    ["4100000000000019", "card_declined", "fraudulent"],
  ])(
    "with %s is declined, and another card then works on the same intent",
    async (card, code, decline_code) => {
      const session = await sandbox.createSession();
      const answer = await sandbox.pay(session, card);
      expect(answer.status).toBe(402);
      expect(await answer.text()).toContain("You were not charged");
      const declined = await read(session);
      expect(declined).toMatchObject({
        status: "open",
        payment_intent: { status: "requires_payment_method", last_payment_error: { code, decline_code } },
      });
      expect((await sandbox.pay(session, "5555555555554444")).status).toBe(303);
      const paid = await read(session);
      expect(paid).toMatchObject({
        status: "complete",
        payment_intent: { status: "requires_capture", last_payment_error: null },
      });
      expect((paid.payment_intent as Stripe.PaymentIntent).id).toBe(
        (declined.payment_intent as Stripe.PaymentIntent).id,
      );
    },
  );

  it.each(["4000002500003155", "4000000000003220"])("with %s asks the bank first", async (card) => {
    const session = await sandbox.createSession();
    const challenge = (await sandbox.pay(session, card)).headers.get("location") ?? "";
    expect(await read(session)).toMatchObject({ payment_intent: { status: "requires_action" } });
    expect(await (await fetch(sandbox.url + challenge)).text()).toContain("3-D Secure");
    const answer = (value: string) =>
      fetch(sandbox.url + challenge, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ answer: value }),
      });
    expect((await answer("complete")).headers.get("location")).toBe(
      `http://127.0.0.1:9/done?session=${session.id}`,
    );
    expect((await answer("complete")).status).toBe(303);
    const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, {
      expand: ["payment_intent.latest_charge"],
    });
    expect(paid).toMatchObject({
      payment_intent: {
        status: "requires_capture",
        latest_charge: { payment_method_details: { card: { three_d_secure: { result: "authenticated" } } } },
      },
    });
  });

  it("goes back to the form when the bank says no", async () => {
    const session = await sandbox.createSession();
    const challenge = (await sandbox.pay(session, "4000000000003220")).headers.get("location") ?? "";
    const failed = await fetch(sandbox.url + challenge, {
      method: "POST",
      body: new URLSearchParams({ answer: "fail" }),
    });
    expect(failed.status).toBe(402);
    expect(await failed.text()).toContain("unable to authenticate");
    expect(await read(session)).toMatchObject({
      status: "open",
      payment_intent: { last_payment_error: { code: "payment_intent_authentication_failure" } },
    });
  });
});

describe("a page that is over", () => {
  it("says so and leads back", async () => {
    const paid = await sandbox.createSession();
    await sandbox.pay(paid);
    expect(await (await pageOf(paid)).text()).toContain(`http://127.0.0.1:9/done?session=${paid.id}`);
    const expired = await sandbox.createSession();
    await sandbox.stripe.checkout.sessions.expire(expired.id);
    const html = await (await pageOf(expired)).text();
    expect(html).toContain("Nothing was charged");
    expect(html).toContain("http://127.0.0.1:9/back");
    expect((await pageOf({ id: "cs_test_nothing" })).status).toBe(404);
  });
});
