import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { openTestShop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

it("expires an order too that had been left behind when its payment did", async () => {
  const shop = await openTestShop();
  const placed = await shop.order();
  /** As a newer version of the shop would have written it. */
  const put = (state: string) =>
    shop.ctx.db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`update orders set state = ${state}`);
    });
  await put("parcelled");
  await shop.travel(50 * 60_000);
  await workPayment(shop.ctx, placed.paymentId);
  await put("awaiting_payment");
  await workOrder(shop.ctx, placed.orderId);
  const { order, payment } = await shop.readRows(placed.checkoutId);
  expect([order.state, payment.state]).toEqual(["expired", "expired"]);
  await shop.close();
});
