import { afterEach, describe, expect, it } from "vitest";
import { attempts } from "@/db/schema";
import { quoteProduct } from "@/lib/catalog";
import type { Outcome } from "@/lib/providers/spec";
import { switchProvider } from "@/lib/supply";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const timeout: Outcome = { kind: "in-doubt", why: "timeout" };

let shop: Shop;
const open = async (options: Parameters<typeof openTestShop>[0] = {}) => {
  shop = await openTestShop(options);
  return shop;
};
afterEach(() => shop.close());

const pay = async (recipientToken?: string) => {
  const order = await shop.order(recipientToken);
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  return order;
};
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};
const sentBy = () => [shop.supplier, ...shop.rivals].map(({ sent }) => sent.length);
const quoted = async () => {
  const quote = await quoteProduct(shop.ctx, { productId: shop.shelf.productId, currency: "USD" });
  return quote.ok ? quote.value.cost.micros : quote.failure.code;
};
describe("limits of a provider", () => {
  it("one call at a time: the second order waits for its turn, and goes another way where there is one", async () => {
    await open({ capabilities: { callsAtOnce: 1 } });
    let answer: (outcome: Outcome) => void = () => undefined;
    shop.supplier.answers.push(() => new Promise((resolve) => (answer = resolve)));
    const first = await shop.order();
    shop.stripe.hold(first.sessionId);
    const sending = workPayment(shop.ctx, first.paymentId);
    await expect.poll(() => shop.supplier.sent.length).toBe(1);
    const second = await pay(await shop.anotherRecipient());
    expect((await states(second.checkoutId))[0]).toBe("authorised");
    expect(shop.supplier.sent).toHaveLength(1);
    answer({ kind: "delivered", providerReference: "p-1" });
    await sending;
    await workOrder(shop.ctx, second.orderId);
    expect((await states(second.checkoutId))[0]).toBe("delivered");
  });

  it("so many calls in a window: the rest wait until it has passed, and no longer", async () => {
    await open({ capabilities: { pace: { perMs: 10 * MINUTE, purchases: 2, looks: 1 } } });
    const orders = [];
    for (let nth = 0; nth < 3; nth += 1) orders.push(await pay(await shop.anotherRecipient()));
    const last = orders[2]?.orderId ?? "";
    expect(shop.supplier.sent).toHaveLength(2);
    const { order } = await shop.readRows(orders[2]?.checkoutId ?? "");
    expect(order.state).toBe("authorised");
    await workOrder(shop.ctx, last);
    expect(shop.supplier.sent).toHaveLength(2);
    await shop.travel(10 * MINUTE + SECOND);
    await workOrder(shop.ctx, last);
    expect(shop.supplier.sent).toHaveLength(3);
  });

  it("does not wait for a token while another provider can go now", async () => {
    await open({
      capabilities: { pace: { perMs: 10 * MINUTE, purchases: 1, looks: 1 } },
      rivals: [{ name: "telecom", costMinor: 660 }],
    });
    for (let nth = 0; nth < 3; nth += 1) await pay(await shop.anotherRecipient());
    expect(sentBy()).toEqual([1, 2]);
  });

  it("look-ups have tokens of their own; one that must wait counts as none", async () => {
    await open({ capabilities: { pace: { perMs: 10 * MINUTE, purchases: 9, looks: 2 } } });
    shop.supplier.answers.push(timeout);
    const order = await pay();
    for (let look = 0; look < 5; look += 1) await workOrder(shop.ctx, order.orderId);
    const [attempt] = await shop.ctx.db.select().from(attempts);
    expect(attempt?.looks).toBe(2);
  });

  it("nothing dearer than it may be ordered", async () => {
    await open({ capabilities: { largestOrder: { minor: 649, currency: "USD" } } });
    expect(await quoted()).toBe("unavailable");
  });

  it("off when live until staff switch it on", async () => {
    await open({ capabilities: { offUntilSwitchedOn: true }, live: true });
    expect(await quoted()).toBe("unavailable");
    const staff = {
      ...shop.ctx,
      actor: { kind: "staff" as const, id: "owner", role: "owner" as const, raised: true },
    };
    await switchProvider(staff, { provider: "reloadly", on: true });
    expect(await quoted()).toBe(6_500_000);
    await switchProvider(staff, { provider: "reloadly", on: false });
    expect(await quoted()).toBe("unavailable");
    await expect(switchProvider(shop.buyer, { provider: "reloadly", on: true })).rejects.toThrow(
      "Not permitted",
    );
  });
});
