import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mails } from "@/db/schema";
import { mailAgain } from "./mail-again";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(() => shop.close());

test("a delivered order's mail is sent again, once an hour, to the address it was bought with", async () => {
  const order = await shop.order();
  expect(await mailAgain(shop.buyer, order)).toMatchObject({ failure: { code: "order-gone" } });
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  const sent = () => shop.ctx.db.select().from(mails).where(eq(mails.orderId, order.orderId));
  const before = (await sent()).length;
  expect(await mailAgain(shop.buyer, order)).toEqual({ ok: true, value: null });
  expect(await mailAgain(shop.buyer, order)).toEqual({ ok: true, value: null });
  const after = await sent();
  expect(after).toHaveLength(before + 1);
  expect(new Set(after.map(({ to }) => to)).size).toBe(1);
});
