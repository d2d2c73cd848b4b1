import { afterEach, beforeEach, expect, it } from "vitest";
import { recordWebhook } from "@/lib/jobs";
import { openTestShop, type Shop } from "./testing";
import { workWebhook } from "./work-webhook";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

/** Stripe says that a card was held on a page. */
async function completed(eventId: string, checkoutId: string, sessionId: string): Promise<void> {
  const paymentIntentId = shop.stripe.sessions.get(sessionId)?.truth.paymentIntentId ?? null;
  const payload = { checkoutId, paymentIntentId };
  const event = { source: "stripe", eventId, type: "checkout.session.completed", payload };
  await recordWebhook(shop.ctx, event);
  await workWebhook(shop.ctx, event);
}

/** A second page of the same payment, which nobody keeps, and a card that is held on it. */
async function payOnAnother(sessionId: string): Promise<string> {
  const request = shop.stripe.sessions.get(sessionId)?.request;
  if (!request) throw new Error("No page");
  const told = await shop.stripe.gateway.createSession(request, "another");
  if (told.kind !== "done") throw new Error(told.kind);
  shop.stripe.hold(told.value.id);
  return told.value.id;
}

const heldAt = (sessionId: string) => shop.stripe.sessions.get(sessionId)?.truth.kind;
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};

it("a hold on a second page is given back while the first one waits for its buyer", async () => {
  const { checkoutId, sessionId } = await shop.order();
  const other = await payOnAnother(sessionId);
  await completed("evt-2", checkoutId, other);
  expect(heldAt(other)).toBe("canceled");
  expect(await states(checkoutId)).toEqual(["awaiting_payment", "open"]);
  shop.stripe.hold(sessionId);
  await completed("evt-1", checkoutId, sessionId);
  expect(await states(checkoutId)).toEqual(["delivered", "capturing"]);
  expect(shop.supplier.sent).toHaveLength(1);
});

it("a hold on a second page is given back after the first one was charged", async () => {
  const { checkoutId, sessionId } = await shop.order();
  shop.stripe.hold(sessionId);
  await completed("evt-1", checkoutId, sessionId);
  const other = await payOnAnother(sessionId);
  await completed("evt-2", checkoutId, other);
  expect([heldAt(other), heldAt(sessionId)]).toEqual(["canceled", "captured"]);
  expect(await states(checkoutId)).toEqual(["delivered", "captured"]);
  // Once more changes nothing, nor does the event of the page that is kept.
  const before = shop.stripe.calls.length;
  await completed("evt-3", checkoutId, other);
  await completed("evt-4", checkoutId, sessionId);
  expect(shop.stripe.calls.slice(before)).not.toContain("cancel");
});

it("a hold of somebody else's checkout is left alone", async () => {
  const [mine, theirs] = [await shop.order(), await shop.order()];
  shop.stripe.hold(theirs.sessionId);
  await completed("evt-1", mine.checkoutId, theirs.sessionId);
  expect(heldAt(theirs.sessionId)).toBe("held");
  expect(shop.stripe.calls).not.toContain("cancel");
});

it("what Stripe does not confirm is tried again", async () => {
  const { checkoutId, sessionId } = await shop.order();
  const other = await payOnAnother(sessionId);
  shop.stripe.trouble.push({
    call: "cancel",
    told: { kind: "unknown", detail: "", stored: false },
    after: false,
  });
  await completed("evt-2", checkoutId, other);
  expect(heldAt(other)).toBe("held");
  const paymentIntentId = shop.stripe.sessions.get(other)?.truth.paymentIntentId;
  const payload = { checkoutId, paymentIntentId };
  await workWebhook(shop.ctx, {
    source: "stripe",
    eventId: "evt-2",
    type: "checkout.session.completed",
    payload,
  });
  expect(heldAt(other)).toBe("canceled");
});
