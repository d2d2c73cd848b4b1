import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPolicy } from "@/lib/core/policy";
import { readOrderView } from "@/lib/reports";
import { cancelOrder } from "./cancel-order";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

describe("the time in which a buyer may take an order back", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  const with30s = (): Shop["ctx"] => ({ ...shop.ctx, policy: createPolicy(1, { undoSeconds: 30 }) });
  const pay = async (ctx: Shop["ctx"]) => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(ctx, order.paymentId);
    return order;
  };
  const view = async (id: string) => {
    const order = await readOrderView(shop.ctx, { id });
    if (!order) throw new Error("No order");
    return order;
  };

  it("is nought unless the shop gives one: it is sent at once", async () => {
    const order = await pay(shop.ctx);
    expect(shop.supplier.sent).toHaveLength(1);
    expect(await view(order.orderId)).toMatchObject({ undoUntil: null, cancelBar: "delivered" });
  });

  it("holds the first send back, and ends by itself", async () => {
    const order = await pay(with30s());
    const waiting = await view(order.orderId);
    expect(waiting).toMatchObject({ state: "authorised", cancellable: true });
    expect(waiting.undoUntil).not.toBeNull();
    expect(waiting.stops.find(({ stop }) => stop === "sent")).toMatchObject({
      why: "undo",
      until: waiting.undoUntil,
    });
    const { order: row } = await shop.readRows(order.checkoutId);
    expect(row.nextActionAt?.getTime()).toBeGreaterThanOrEqual(row.undoUntil?.getTime() ?? Infinity);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(0);
    await shop.travel(31_000);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(1);
    expect((await view(order.orderId)).undoUntil).toBeNull();
  });

  it("lets the buyer take it back: nothing is sent, everything is released", async () => {
    const order = await pay(with30s());
    expect((await cancelOrder(shop.buyer, order)).ok).toBe(true);
    await shop.travel(31_000);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    const { order: row, payment } = await shop.readRows(order.checkoutId);
    expect([row.state, payment.state]).toEqual(["cancelled", "voided"]);
    expect(shop.supplier.sent).toHaveLength(0);
    expect(await cancelOrder(shop.buyer, order)).toMatchObject({ failure: { code: "cancel-cancelled" } });
  });

  it("is sixty seconds at most, whatever was asked for", () => {
    expect(createPolicy(1, { undoSeconds: 600 }).undoWindow).toBe(60_000);
    expect(createPolicy(10, { undoSeconds: 30 }).undoWindow).toBe(3000);
  });
});
