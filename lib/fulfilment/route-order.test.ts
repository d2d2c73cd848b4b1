import { asc, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { orderEvents, providerStates, supplyCircuits, supplyRules } from "@/db/schema";
import { quoteProduct } from "@/lib/catalog";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/providers/spec";
import { lowerFloat, readFloats, sumClaims } from "@/lib/supply";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const elsewhere: Outcome = {
  kind: "rejected",
  failure: { code: "refused" },
  retry: "other-provider",
};
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
const eventsOf = async (orderId: string, event: string) =>
  (
    await shop.ctx.db
      .select()
      .from(orderEvents)
      .where(eq(orderEvents.orderId, orderId))
      .orderBy(asc(orderEvents.seq))
  ).filter((row) => row.event === event);

describe("the way an order takes", () => {
  it("fails over from a rejection inside the same hold, and only the delivery is charged, once", async () => {
    await open({ rivals: [{ name: "telecom", costMinor: 660 }] });
    shop.supplier.answers.push(elsewhere);
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(sentBy()).toEqual([1, 1]);
    expect(shop.stripe.calls).toHaveLength(1);
    const claims = await eventsOf(order.orderId, "claimed");
    expect(claims.map(({ data }) => [data.provider, data.passedOver])).toEqual([
      ["reloadly", undefined],
      ["telecom", [{ provider: "reloadly", why: "rejected-before" }]],
    ]);
  });

  it("never fails over from doubt", async () => {
    await open({ rivals: [{ name: "telecom", costMinor: 660 }] });
    shop.supplier.answers.push(timeout);
    const order = await pay();
    for (let look = 0; look < 4; look += 1) await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
    expect(sentBy()).toEqual([1, 0]);
  });

  it("leaves out what costs more than the shop absorbs, also from another wallet", async () => {
    await open({
      rivals: [
        { name: "telecom", costMinor: 700 },
        // 6.84 USD at 1540.
        { name: "valuetopup", costMinor: 1_053_000, currency: "NGN" },
      ],
    });
    shop.supplier.answers.push(elsewhere);
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect((await states(order.checkoutId))[0]).toBe("undeliverable");
    expect(sentBy()).toEqual([1, 0, 0]);
    const [ended] = await eventsOf(order.orderId, "no_route");
    expect(ended?.data.passedOver).toEqual(
      expect.arrayContaining([
        { provider: "telecom", why: "too-dear" },
        { provider: "valuetopup", why: "too-dear" },
      ]),
    );
  });

  it("takes another wallet's offer when it is within what the shop absorbs", async () => {
    // 6.62 USD at 1540.
    await open({ rivals: [{ name: "valuetopup", costMinor: 1_020_000, currency: "NGN" }] });
    shop.supplier.answers.push(elsewhere);
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect((await states(order.checkoutId))[0]).toBe("delivered");
  });

  it("prefers whom it can ask afterwards to a cheaper one, and prices by the one it prefers", async () => {
    await open({
      rivals: [{ name: "a1topup", costMinor: 500, capabilities: { findBy: "none", dedupe: "none" } }],
    });
    expect(await quoted()).toBe(6_500_000);
    await pay();
    expect(sentBy()).toEqual([1, 0]);
  });

  it("obeys staff: pinned goes first, excluded not at all", async () => {
    await open({ rivals: [{ name: "telecom", costMinor: 660 }] });
    const rule = { id: newId(), provider: "telecom", reason: "better rates", madeBy: "owner" };
    await shop.ctx.db.insert(supplyRules).values({ ...rule, effect: "pin", country: "NG" });
    expect(await quoted()).toBe(6_600_000);
    await pay();
    expect(sentBy()).toEqual([0, 1]);
    await shop.ctx.db.update(supplyRules).set({ effect: "exclude", country: "GH" });
    expect(await quoted()).toBe(6_500_000);
    await shop.ctx.db.update(supplyRules).set({ country: "NG", provider: "reloadly" });
    expect(await quoted()).toBe(6_600_000);
    await shop.ctx.db
      .insert(supplyRules)
      .values({ ...rule, id: newId(), effect: "exclude", kind: "airtime" });
    expect(await quoted()).toBe("unavailable");
  });
});

describe("an account that cannot pay", () => {
  it("is passed over once its float is known to be too low, and asked again at once", async () => {
    await open({ rivals: [{ name: "telecom", costMinor: 660 }] });
    shop.supplier.provider.balance = async () => ({ micros: 1_000_000, currency: "USD" });
    shop.supplier.answers.push({
      kind: "rejected",
      failure: { code: "float-empty" },
      retry: "other-provider",
    });
    const order = await pay();
    const [state] = await shop.ctx.db.select().from(providerStates);
    expect(state).toMatchObject({ provider: "reloadly", floatMicros: 1_000_000 });
    await workOrder(shop.ctx, order.orderId);
    expect((await states(order.checkoutId))[0]).toBe("delivered");
    expect(await quoted()).toBe(6_600_000);
  });

  it("counts what was claimed since the reading", async () => {
    await open();
    shop.supplier.provider.balance = async () => ({ micros: 12_000_000, currency: "USD" });
    await readFloats(shop.ctx, [shop.supplier.provider]);
    expect(await quoted()).toBe(6_500_000);
    await pay();
    await sumClaims(shop.ctx);
    expect(await quoted()).toBe("unavailable");
    await readFloats(shop.ctx, [shop.supplier.provider]);
    expect(await quoted()).toBe(6_500_000);
  });

  it("is believed to be low for a while only", async () => {
    await open();
    await lowerFloat(shop.ctx, { provider: "reloadly", cost: { micros: 6_500_000, currency: "USD" } });
    expect(await quoted()).toBe("unavailable");
    await shop.travel(16 * MINUTE);
    expect(await quoted()).toBe(6_500_000);
  });

  it("is left alone when it refuses our credentials", async () => {
    await open();
    shop.supplier.answers.push({
      kind: "rejected",
      failure: { code: "credentials" },
      retry: "other-provider",
    });
    await pay();
    expect(await quoted()).toBe("unavailable");
    await shop.travel(3 * MINUTE);
    expect(await quoted()).toBe(6_500_000);
  });
});

describe("a circuit", () => {
  /** Five orders whose answers were lost. */
  const breakWay = async (answer: Outcome = timeout) => {
    const orders = [];
    for (let broken = 0; broken < 5; broken += 1) {
      shop.supplier.answers.push(answer);
      orders.push(await pay(await shop.anotherRecipient()));
    }
    return orders;
  };
  const circuit = async () => (await shop.ctx.db.select().from(supplyCircuits))[0];

  it("opens after failures in a row: not sold; after its rest one order tries, the others wait for it", async () => {
    await open();
    await breakWay();
    expect(await circuit()).toMatchObject({ state: "open", failures: 5, why: "timeout" });
    expect(await quoted()).toBe("unavailable");
    await shop.travel(61 * SECOND);
    const [first, second] = [
      await shop.order(await shop.anotherRecipient()),
      await shop.order(await shop.anotherRecipient()),
    ];
    for (const { sessionId } of [first, second]) shop.stripe.hold(sessionId);
    let answer: (outcome: Outcome) => void = () => undefined;
    shop.supplier.answers.push(() => new Promise((resolve) => (answer = resolve)));
    const trying = workPayment(shop.ctx, first.paymentId);
    await expect.poll(() => shop.supplier.sent.length).toBe(6);
    await workPayment(shop.ctx, second.paymentId);
    expect((await states(second.checkoutId))[0]).toBe("authorised");
    answer({ kind: "delivered", providerReference: "p-1" });
    await trying;
    expect(await circuit()).toMatchObject({ state: "closed", failures: 0, openings: 0 });
    await workOrder(shop.ctx, second.orderId);
    expect((await states(second.checkoutId))[0]).toBe("delivered");
  });

  it("rests twice as long when the trial fails", async () => {
    await open();
    await breakWay();
    await shop.travel(61 * SECOND);
    shop.supplier.answers.push(timeout);
    await pay(await shop.anotherRecipient());
    expect(await circuit()).toMatchObject({ state: "open", openings: 2 });
    await shop.travel(61 * SECOND);
    expect(await quoted()).toBe("unavailable");
    await shop.travel(60 * SECOND);
    expect(await quoted()).toBe(6_500_000);
  });

  it("sends orders another way while there is one", async () => {
    await open({ rivals: [{ name: "telecom", costMinor: 660 }] });
    await breakWay();
    expect(await quoted()).toBe(6_600_000);
    await pay(await shop.anotherRecipient());
    expect(sentBy()).toEqual([5, 1]);
  });

  it("is not opened by bad numbers or amounts, nor by failures far apart", async () => {
    await open();
    await breakWay({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
    expect(await circuit()).toBeUndefined();
    await breakWay({ kind: "rejected", failure: { code: "amount-invalid" }, retry: "other-provider" });
    expect(await circuit()).toBeUndefined();
    for (let broken = 0; broken < 5; broken += 1) {
      if (broken === 4) await shop.travel(11 * MINUTE);
      shop.supplier.answers.push(timeout);
      await pay(await shop.anotherRecipient());
    }
    expect(await circuit()).toMatchObject({ state: "closed", failures: 1 });
  });

  it("frees its trial when that told nothing", async () => {
    await open();
    await breakWay();
    await shop.travel(61 * SECOND);
    shop.supplier.answers.push({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
    await pay(await shop.anotherRecipient());
    expect(await circuit()).toMatchObject({ state: "open" });
    expect(await quoted()).toBe(6_500_000);
  });
});
