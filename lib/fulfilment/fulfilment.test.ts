import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { alerts, attempts, ledgerEntries, mails, moneyIntents, orderEvents } from "@/db/schema";
import type { Outcome } from "@/lib/providers/spec";
import { cancelOrder } from "./cancel-order";
import { reconcileDue } from "./reconcile-due";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rejected: Outcome = { kind: "rejected", failure: { code: "number-invalid" }, retry: "never" };
const doubt: Outcome = { kind: "in-doubt", why: "5xx" };

describe("an order from hold to its end", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

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

  it("delivers, then captures the whole amount once, and writes the receipt", async () => {
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    const { payment } = await shop.readRows(order.checkoutId);
    expect(shop.stripe.calls).toEqual([`capture ${payment.amountMinor}`]);
    expect(shop.supplier.sent).toHaveLength(1);
    expect((await shop.ctx.db.select().from(mails)).map((mail) => mail.template)).toEqual(["receipt"]);
  });

  it("writes an event for every version, gapless, and books that sum to nought", async () => {
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    const events = await shop.ctx.db.select().from(orderEvents);
    expect(events.map(({ seq, event }) => [seq, event])).toEqual([
      [1, "pay_pressed"],
      [2, "session_created"],
      [3, "payment_authorised"],
      [4, "claimed"],
      [5, "answer_delivered"],
    ]);
    const sums = await shop.ctx.db
      .select({ sum: sql<string>`sum(${ledgerEntries.micros})` })
      .from(ledgerEntries)
      .groupBy(ledgerEntries.currency);
    expect(sums).toEqual([{ sum: "0" }]);
  });

  it("releases in full when the provider rejects, and says so by mail", async () => {
    shop.supplier.answers.push(rejected);
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    expect(shop.stripe.calls).toEqual(["cancel"]);
    expect((await shop.ctx.db.select().from(mails)).map((mail) => mail.template)).toEqual(["released"]);
  });

  it("captures only the share that arrived", async () => {
    shop.supplier.answers.push({
      kind: "delivered",
      providerReference: "p-1",
      delivered: { minor: 800_000, currency: "NGN" },
    });
    const order = await pay();
    const { payment } = await shop.readRows(order.checkoutId);
    await workPayment(shop.ctx, order.paymentId);
    expect(shop.stripe.calls).toEqual([`capture ${Math.floor(payment.amountMinor * 0.8)}`]);
  });

  it("waits for an accepted attempt and moves no money until a look-up says delivered", async () => {
    shop.supplier.answers.push({ kind: "accepted", providerReference: "p-9" });
    shop.supplier.findings.push({ kind: "accepted", providerReference: "p-9" });
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["accepted", "authorised"]);
    expect(shop.stripe.calls).toEqual([]);
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-9" });
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("resolves an answer lost after the debit by the provider's report, without a second send", async () => {
    shop.supplier.answers.push(doubt);
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1" });
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("sends the same reference again only after the horizon and enough empty look-ups", async () => {
    shop.supplier.answers.push(doubt);
    const order = await pay();
    for (let look = 0; look < 5; look += 1) await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(1);
    await shop.travel(11 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(2);
    expect(shop.supplier.sent[1]).toEqual(shop.supplier.sent[0]);
  });

  it("does not believe a rejection of a repeated send: the first may still arrive", async () => {
    shop.supplier.answers.push(doubt, rejected);
    const order = await pay();
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    await shop.travel(11 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(2);
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
  });

  it("takes over after a sender that died, and never sends under a new reference", async () => {
    shop.supplier.answers.push(() => Promise.reject(new Error("killed")));
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    const died = {
      ...shop.ctx,
      providers: {
        get: () => ({ ...shop.supplier.provider, submit: () => new Promise<never>(() => undefined) }),
      },
    };
    void workPayment(died, order.paymentId);
    await expect.poll(() => states(order.checkoutId)).toEqual(["sending", "authorised"]);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["sending", "authorised"]);
    await shop.travel(3 * MINUTE);
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1" });
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(0);
  });

  it("tries a temporary rejection again later under a new reference", async () => {
    shop.supplier.answers.push({ kind: "rejected", failure: { code: "operator-down" }, retry: "later" });
    const order = await pay();
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(1);
    await shop.travel(16 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    const [first, second] = shop.supplier.sent.map(({ reference }) => reference);
    expect(second).toBe(first?.replace(/-1$/, "-2"));
  });

  it("sends once when two workers are woken for the same payment", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await Promise.all(Array.from({ length: 6 }, () => workPayment(shop.ctx, order.paymentId)));
    expect(shop.supplier.sent).toHaveLength(1);
    expect(await shop.ctx.db.select().from(attempts)).toHaveLength(1);
  });

  it("sends nothing when another amount is held than was asked for", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { capturable: { minor: 1, currency: "USD" } });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["awaiting_payment", "open"]);
    expect(shop.supplier.sent).toHaveLength(0);
  });

  it("sends nothing while Stripe has the payment under review", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { underReview: true });
    await workPayment(shop.ctx, order.paymentId);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["authorised", "authorised"]);
    expect(shop.supplier.sent).toHaveLength(0);
  });

  it("expires with the session and holds nothing", async () => {
    const order = await shop.order();
    await shop.travel(50 * MINUTE);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["expired", "expired"]);
  });

  it("lets the buyer cancel before anything was sent, and never after", async () => {
    const early = await shop.order();
    expect((await cancelOrder(shop.buyer, early)).ok).toBe(true);
    await workPayment(shop.ctx, early.paymentId);
    expect(await states(early.checkoutId)).toEqual(["cancelled", "expired"]);
    shop.supplier.answers.push({ kind: "accepted", providerReference: "p" });
    const late = await pay();
    expect(await cancelOrder(shop.buyer, late)).toMatchObject({
      ok: false,
      failure: { code: "cancel-accepted" },
    });
  });

  it("releases a hold that came although the buyer had cancelled", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await cancelOrder(shop.buyer, order);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["cancelled", "voided"]);
    expect(shop.supplier.sent).toHaveLength(0);
  });

  it("captures once when Stripe's answer was lost after the capture", async () => {
    shop.stripe.trouble.push({
      call: "capture",
      told: { kind: "unknown", detail: "timeout", stored: false },
      after: true,
    });
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.stripe.calls).toHaveLength(1);
  });

  it("goes on under a new key when Stripe keeps a 500 under the old one", async () => {
    shop.stripe.trouble.push({
      call: "capture",
      told: { kind: "unknown", detail: "500", stored: true },
      after: false,
    });
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    const intents = await shop.ctx.db.select().from(moneyIntents).orderBy(moneyIntents.n);
    expect(intents.map(({ state }) => state)).toEqual(["refused", "confirmed"]);
  });

  it("refunds what was captured when the provider takes the delivery back", async () => {
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    shop.supplier.findings.push(rejected);
    await workWebhook(shop.ctx, {
      source: "reloadly",
      eventId: "e-1",
      type: "airtime_transaction.status",
      payload: { reference: shop.supplier.sent[0]?.reference },
    });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    const { payment } = await shop.readRows(order.checkoutId);
    expect(payment.refundedMinor).toBe(payment.capturedMinor);
  });

  it("gives up an order in doubt at the end of the hold: released, and booked as a suspected loss", async () => {
    shop.supplier.answers.push(doubt);
    const order = await pay();
    await shop.travel(6 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    const booked = await shop.ctx.db.select().from(ledgerEntries);
    expect(booked.some(({ account }) => account === "suspected-loss")).toBe(true);
  });

  it("wakes what is due though the whole queue was emptied", async () => {
    shop.supplier.answers.push({ kind: "accepted", providerReference: "p" });
    await pay();
    await shop.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
    await shop.travel(10 * MINUTE);
    expect(await reconcileDue(shop.ctx)).toBeGreaterThan(0);
    const jobs = await shop.ctx.db.execute<{ task_identifier: string }>(
      sql`select task_identifier from graphile_worker.jobs`,
    );
    expect(jobs.map((job) => job.task_identifier)).toContain("order");
  });

  it("makes one payment and one order of many presses of pay", async () => {
    const order = await shop.order();
    const again = await Promise.all(Array.from({ length: 5 }, () => shop.press(order.checkoutId)));
    expect(new Set(again.map((paid) => (paid.ok ? paid.value.payUrl : paid.failure.code))).size).toBe(1);
    expect(shop.stripe.sessions.size).toBe(1);
  });
});

describe("a provider that cannot say what became of an attempt", () => {
  it("leaves the order to a person and keeps the money held", async () => {
    const shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none" } });
    const float = { after: { micros: 5_000_000, currency: "USD" } };
    shop.supplier.answers.push({ ...doubt, float });
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await workOrder(shop.ctx, order.orderId);
    await shop.travel(2 * HOUR);
    await workPayment(shop.ctx, order.paymentId);
    await workOrder(shop.ctx, order.orderId);
    const { order: row, payment } = await shop.readRows(order.checkoutId);
    expect([row.state, payment.state]).toEqual(["review", "authorised"]);
    expect(shop.supplier.sent).toHaveLength(1);
    const kept = (await shop.ctx.db.select().from(attempts)).map((attempt) => attempt.outcome);
    expect(kept).toMatchObject([{ kind: "in-doubt", float }]);
    expect((await shop.ctx.db.select().from(alerts)).map(({ kind }) => kind)).toEqual(["review"]);
    await shop.close();
  });
});
