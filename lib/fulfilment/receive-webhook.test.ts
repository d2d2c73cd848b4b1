import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { webhookInbox } from "@/db/schema";
import { createStripeGateway } from "@/lib/payments";
import { receiveWebhook } from "./receive-webhook";
import { openTestShop, type Shop } from "./testing";

const SECRET = "whsec_of_a_test";
const CHECKOUT = "01a21490-0000-7000-8000-000000000000";

let shop: Shop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** What the door says to an event that Stripe has signed. */
function receive(id: string, type: unknown, object: object) {
  const rawBody = JSON.stringify({ id, object: "event", created: 1, type, data: { object } });
  const at = Math.floor(Date.now() / 1000);
  const signature = `t=${at},v1=${createHmac("sha256", SECRET).update(`${at}.${rawBody}`).digest("hex")}`;
  const { readWebhook } = createStripeGateway({
    secretKey: "sk_test_x",
    webhookSecret: SECRET,
    host: "127.0.0.1",
    port: 9,
    protocol: "http",
    timeoutMs: 1,
  });
  const ctx = { ...shop.ctx, stripe: { ...shop.stripe.gateway, readWebhook } };
  return receiveWebhook(ctx, "stripe", { rawBody, headers: { "stripe-signature": signature } });
}

const stored = async (id: string) =>
  (await shop.ctx.db.select().from(webhookInbox)).find(({ eventId }) => eventId === id)?.payload;

it.each([
  "checkout.session.completed",
  "checkout.session.expired",
  "payment_intent.canceled",
  "charge.dispute.created",
  "charge.dispute.closed",
  "radar.early_fraud_warning.created",
  "review.opened",
  "review.closed",
  "refund.updated",
  "refund.failed",
  "charge.refund.updated",
])("lets in what it has work for: %s", async (type) => {
  expect(await receive(`evt_${type}`, type, { id: "x_1", object: "x", payment_intent: "pi_1" })).toBe(
    "stored",
  );
  expect(await stored(`evt_${type}`)).toEqual({ checkoutId: null, paymentIntentId: "pi_1" });
});

it("answers all other events and keeps nothing of them", async () => {
  expect(await receive("evt_other", "customer.created", { id: "cus_1", object: "customer" })).toBe("ignored");
  expect(await stored("evt_other")).toBeUndefined();
});

it.each([[{ toString: 1 }], [7], [null], [["refund.failed"]]])(
  "cannot read an event whose type is no text: %j",
  async (type) => {
    expect(await receive("evt_odd", type, { id: "x_1", object: "x" })).toBe("unreadable");
    expect(await stored("evt_odd")).toBeUndefined();
  },
);

it("names the checkout, and takes no other application's mark for one of ours", async () => {
  const session = (checkout: unknown) => ({
    id: "cs_1",
    object: "checkout.session",
    metadata: { checkout_id: checkout },
    payment_intent: "pi_2",
  });
  await receive("evt_ours", "checkout.session.completed", session(CHECKOUT));
  expect(await stored("evt_ours")).toEqual({ checkoutId: CHECKOUT, paymentIntentId: "pi_2" });
  for (const [at, mark] of ["1234", "evt_1", 7, { id: CHECKOUT }, null].entries()) {
    await receive(`evt_${at}`, "checkout.session.completed", session(mark));
    expect(await stored(`evt_${at}`)).toEqual({ checkoutId: null, paymentIntentId: "pi_2" });
  }
});
