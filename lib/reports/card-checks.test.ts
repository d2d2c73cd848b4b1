import { afterAll, beforeAll, expect, it } from "vitest";
import type { CardChecks } from "@/db/schema";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { workPayment } from "@/lib/fulfilment";
import { readStaffOrder } from "./read-staff-order";

let shop: Shop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop?.close());

const checks: CardChecks = {
  cvc: "fail",
  postalCode: null,
  line1: "unavailable",
  riskLevel: "elevated",
  riskScore: 68,
  outcome: "manual_review",
  says: "In your manual review queue.",
  threeDSecure: "authenticated",
};

async function held(found: CardChecks | null) {
  shop.supplier.answers.push({ kind: "delivered", providerReference: "1" });
  const order = await shop.order(await shop.anotherRecipient());
  const staff = { ...shop.ctx, actor: { kind: "staff", id: "u1", role: "owner", raised: true } } as const;
  const read = async () => (await readStaffOrder(staff, { id: order.orderId }))?.payment.checks;
  expect(await read()).toBeNull();
  shop.stripe.hold(order.sessionId, { checks: found });
  await workPayment(shop.ctx, order.paymentId);
  return read();
}

it("what Stripe found when the card was held stands with the payment, without asking it again", async () => {
  expect(await held(checks)).toEqual(checks);
});

it("where Stripe told nothing, nothing is told", async () => {
  expect(await held(null)).toBeNull();
});
