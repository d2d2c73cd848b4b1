import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asc, sql } from "drizzle-orm";
import { alerts, attempts, orderEvents } from "@/db/schema";
import type { AttemptRequest, Outcome, Preparation } from "@/lib/providers/spec";
import { readFloatTrail } from "@/lib/supply";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

const MINUTE = 60_000;
const lost: Preparation = { kind: "in-doubt", why: "timeout" };

let shop: Shop;
let prepared: AttemptRequest[];
/** What the next preparations answer; an invoice of its own where nothing is planned. */
let preparations: (Preparation | (() => Promise<Preparation>))[];

beforeEach(async () => {
  shop = await openTestShop({
    capabilities: { twoPhase: true, findBy: "theirs", notFoundHorizonMs: MINUTE, notFoundMisses: 2 },
  });
  prepared = [];
  preparations = [];
  shop.supplier.provider.prepare = async (attempt) => {
    prepared.push(attempt);
    const planned = preparations.shift();
    if (planned) return typeof planned === "function" ? planned() : planned;
    return { kind: "prepared", providerReference: `invoice-${prepared.length}` };
  };
});
afterEach(() => shop.close());

const pay = async () => {
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  return order;
};
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};
const submitted = () => shop.supplier.sent.map(({ providerReference }) => providerReference);

describe("a purchase in two steps", () => {
  it("is prepared, its reference committed, and only then submitted", async () => {
    let stored: unknown;
    shop.supplier.answers.push(async (): Promise<Outcome> => {
      [stored] = await shop.ctx.db.select({ known: attempts.providerReference }).from(attempts);
      return { kind: "delivered", providerReference: "invoice-1" };
    });
    await pay();
    expect(prepared).toHaveLength(1);
    expect(submitted()).toEqual(["invoice-1"]);
    expect(stored).toEqual({ known: "invoice-1" });
  });

  it("goes on with what was prepared when the sender died in between", async () => {
    shop.supplier.answers.push(() => new Promise(() => undefined));
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    void workPayment(shop.ctx, order.paymentId);
    await expect.poll(submitted).toEqual(["invoice-1"]);
    await shop.travel(4 * MINUTE);
    for (let look = 0; look < 2; look += 1) await workOrder(shop.ctx, order.orderId);
    await shop.travel(2 * MINUTE);
    for (let look = 0; look < 2; look += 1) await workOrder(shop.ctx, order.orderId);
    expect(prepared).toHaveLength(1);
    expect(submitted()).toEqual(["invoice-1", "invoice-1"]);
    expect((await states(order.checkoutId))[0]).toBe("delivered");
  });

  it("is prepared once more when the answer was lost: that bought nothing", async () => {
    preparations.push(lost);
    const order = await pay();
    expect(prepared).toHaveLength(2);
    expect(submitted()).toEqual(["invoice-2"]);
    expect((await states(order.checkoutId))[0]).toBe("delivered");
  });

  it("is no doubt about money when both answers were lost: rejected, and tried again later", async () => {
    preparations.push(lost, lost);
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["authorised", "authorised"]);
    expect(shop.supplier.sent).toHaveLength(0);
    const [attempt] = await shop.ctx.db.select().from(attempts);
    expect(attempt).toMatchObject({ state: "rejected", wasOpen: false, outcome: { code: "not-sent" } });
    await shop.travel(MINUTE);
    await workOrder(shop.ctx, order.orderId);
    expect((await states(order.checkoutId))[0]).toBe("delivered");
    expect(submitted()).toEqual(["invoice-3"]);
  });

  it("submits nothing under a reference that could not be stored: the lease was taken over while it was prepared", async () => {
    preparations.push(async () => {
      await shop.ctx.db.execute(sql`update attempts set lease_token = 'somebody-else'`);
      return { kind: "prepared", providerReference: "invoice-x" };
    });
    await pay();
    expect(shop.supplier.sent).toHaveLength(0);
    const [attempt] = await shop.ctx.db.select().from(attempts);
    expect(attempt?.providerReference).toBeNull();
  });

  it("believes a rejection of the second send as long as nothing was ever submitted", async () => {
    preparations.push(() => new Promise(() => undefined));
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    void workPayment(shop.ctx, order.paymentId);
    await expect.poll(() => prepared.length).toBe(1);
    await shop.travel(4 * MINUTE);
    preparations.push({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    await shop.travel(2 * MINUTE);
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voiding"]);
    expect(shop.supplier.sent).toHaveLength(0);
  });

  it("is left alone when it would cost more than the shop absorbs", async () => {
    const cost = { micros: 7_000_000, currency: "USD" };
    preparations.push({ kind: "prepared", providerReference: "invoice-1", cost });
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect((await states(order.checkoutId))[0]).toBe("undeliverable");
    expect(shop.supplier.sent).toHaveLength(0);
  });
});

describe("theirs", () => {
  it("takes the place of ours when it comes with a later look", async () => {
    shop.supplier.answers.push({ kind: "accepted", providerReference: "ours" });
    shop.supplier.findings.push({ kind: "accepted", providerReference: "theirs" });
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    const [attempt] = await shop.ctx.db.select().from(attempts);
    expect(attempt).toMatchObject({ state: "accepted", providerReference: "theirs" });
  });

  it("benefits of a package are kept as what arrived", async () => {
    const benefits = { dataGb: "1", validityDays: 7 };
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p", benefits });
    const order = await pay();
    expect((await states(order.checkoutId))[0]).toBe("delivered");
    const [attempt] = await shop.ctx.db.select().from(attempts);
    expect(attempt?.outcome).toMatchObject({ kind: "delivered", benefits });
  });
});

describe("nobody to ask", () => {
  it("is a person's at once, with the float seen before, and the next answer shows whether it was bought", async () => {
    await shop.close();
    shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none", maxSends: 1 } });
    const usd = (micros: number) => ({ micros, currency: "USD" });
    const deliver = (float: { before?: ReturnType<typeof usd>; after: ReturnType<typeof usd> }) =>
      shop.supplier.answers.push({ kind: "delivered", providerReference: "p", float });
    const orders = [];
    deliver({ after: usd(93_500_000) });
    shop.supplier.answers.push({ kind: "in-doubt", why: "timeout" });
    deliver({ before: usd(87_000_000), after: usd(80_500_000) });
    for (let nth = 0; nth < 3; nth += 1) {
      const order = await shop.order(await shop.anotherRecipient());
      shop.stripe.hold(order.sessionId);
      await workPayment(shop.ctx, order.paymentId);
      orders.push(order);
    }
    expect(await states(orders[1]?.checkoutId ?? "")).toEqual(["review", "authorised"]);
    expect(shop.supplier.sent).toHaveLength(3);
    const gaveUp = (await shop.ctx.db.select().from(orderEvents).orderBy(asc(orderEvents.seq))).find(
      ({ event }) => event === "gave_up",
    );
    expect(gaveUp?.data).toMatchObject({ floatBefore: usd(93_500_000) });
    expect(await shop.ctx.db.select().from(alerts)).toHaveLength(1);
    const doubtful = (await shop.ctx.db.select().from(attempts)).find(({ state }) => state === "in_doubt");
    expect((await readFloatTrail(shop.ctx, doubtful?.id ?? "")).weighed).toMatchObject({ hint: "bought" });
  });
});
