import { afterEach, beforeEach, expect, it } from "vitest";
import { products } from "@/db/schema";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  await shop.close();
});

const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};

it("does not charge for a PIN that was called delivered and not handed over", async () => {
  await shop.ctx.db.update(products).set({ kind: "pin" });
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
  shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1" });
  await workOrder(shop.ctx, order.orderId);
  expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
  const artefact = { kind: "pin" as const, code: "1234-5678" };
  shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1", artefact });
  await workOrder(shop.ctx, order.orderId);
  await workPayment(shop.ctx, order.paymentId);
  expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
  expect(shop.supplier.sent).toHaveLength(1);
});
