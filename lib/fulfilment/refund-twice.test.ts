import { asc, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { violatedConstraint } from "@/db/context";
import { attempts, alerts as alertRows, moneyIntents, orders } from "@/db/schema";
import type { Finding } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const takenBack: Finding = { kind: "rejected", failure: { code: "operator-down" }, retry: "never" };

describe("refunds of a checkout of two orders", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  /** Both sent, one after the other, and what came of it settled. */
  const pay = async () => {
    const order = await shop.order(undefined, await shop.anotherRecipient());
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    const lines = await shop.ctx.db.select().from(orders).orderBy(asc(orders.line));
    for (const { id } of lines) await workOrder(shop.ctx, id);
    await workPayment(shop.ctx, order.paymentId);
    return { ...order, orderIds: lines.map(({ id }) => id) };
  };
  const payment = async (checkoutId: string) => (await shop.readRows(checkoutId)).payment;
  const intents = async () =>
    (
      await shop.ctx.db
        .select()
        .from(moneyIntents)
        .where(eq(moneyIntents.kind, "refund"))
        .orderBy(asc(moneyIntents.n))
    ).map(({ state }) => state);
  const lostSales = async () => {
    const [row] = await shop.ctx.db.execute<{ sum: string | null }>(
      sql`select sum(micros) as sum from ledger_entries where account = 'lost-sales'`,
    );
    return Number(row?.sum ?? 0);
  };
  const alerts = async () =>
    (await shop.ctx.db.select().from(alertRows).orderBy(alertRows.at)).map(({ subject }) =>
      subject.replace(/^order:[^:]+:/, ""),
    );
  let hints = 0;
  /** A webhook speaks of an order's attempt, of which the provider then says so. */
  const hear = async (orderId: string | undefined, finding: Finding) => {
    const [attempt] = await shop.ctx.db
      .select()
      .from(attempts)
      .where(eq(attempts.orderId, orderId ?? ""));
    shop.supplier.findings.push(finding);
    hints += 1;
    await workWebhook(shop.ctx, {
      source: "reloadly",
      eventId: `hint-${hints}`,
      type: "airtime_transaction.status",
      payload: { reference: attempt?.reference },
    });
  };
  /** A process so slow that `meanwhile` happens before it hears Stripe's answer. */
  const slow = (meanwhile: () => Promise<void>): FulfilmentCtx => ({
    ...shop.ctx,
    stripe: {
      ...shop.stripe.gateway,
      refund: async (request) => {
        const told = await shop.stripe.gateway.refund(request);
        await meanwhile();
        return told;
      },
    },
  });

  it("are of its own share: when the hold was gone, a reversal of one order takes back what was lost by it alone", async () => {
    const order = await shop.order(undefined, await shop.anotherRecipient());
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    const lines = await shop.ctx.db.select().from(orders).orderBy(asc(orders.line));
    const truth = shop.stripe.sessions.get(order.sessionId)?.truth;
    if (!truth) throw new Error("No session");
    truth.kind = "canceled";
    for (const { id } of lines) await workOrder(shop.ctx, id);
    await workPayment(shop.ctx, order.paymentId);
    expect((await payment(order.checkoutId)).state).toBe("lost");
    const [first, second] = lines.map(({ totalMinor }) => totalMinor * 10_000);
    expect(await lostSales()).toBe((first ?? 0) + (second ?? 0));
    await hear(lines[0]?.id, takenBack);
    expect(await lostSales()).toBe(second);
    await hear(lines[1]?.id, takenBack);
    expect(await lostSales()).toBe(0);
    expect(await intents()).toEqual([]);
  });

  it("are replaced once, by whoever is first", async () => {
    const order = await pay();
    const [first] = order.orderIds;
    await hear(first, takenBack);
    const failure = { kind: "unknown", detail: "a 500", stored: true } as const;
    shop.stripe.refundAnswers.push(failure, failure);
    await workPayment(
      slow(() => workPayment(shop.ctx, order.paymentId)),
      order.paymentId,
    );
    expect(await intents()).toEqual(["refused", "intended"]);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await intents()).toEqual(["refused", "confirmed"]);
    expect(shop.stripe.refunds).toHaveLength(1);
    const { refundedMinor, capturedMinor } = await payment(order.checkoutId);
    expect(refundedMinor * 2).toBe(capturedMinor);
  });

  it("stand one at a time, by the database", async () => {
    const order = await pay();
    await hear(order.orderIds[0], takenBack);
    const twice = shop.ctx.db.execute(sql`insert into money_intents
      select gen_random_uuid(), payment_id, kind, n + 1, amount_minor, reason, 'other', state from money_intents
      where state = 'intended'`);
    expect(await twice.then(() => undefined, violatedConstraint)).toBe("money_intents_open");
    expect(await intents()).toEqual(["intended"]);
  });

  it("are concluded once, though a slow process hears of the first while the second is under way", async () => {
    const order = await pay();
    const [first, second] = order.orderIds;
    await hear(first, takenBack);
    const slowly = slow(async () => {
      await workPayment(shop.ctx, order.paymentId);
      expect(await intents()).toEqual(["confirmed"]);
      await hear(second, takenBack);
    });
    await workPayment(slowly, order.paymentId);
    expect(await intents()).toEqual(["confirmed", "intended"]);
    expect((await payment(order.checkoutId)).state).toBe("refunding");
    await workPayment(shop.ctx, order.paymentId);
    const { state, refundedMinor, capturedMinor } = await payment(order.checkoutId);
    expect([state, refundedMinor]).toEqual(["refunded", capturedMinor]);
    expect(shop.stripe.refunds.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });

  it("fail once, though a slow process hears of the first failure while the second is under way", async () => {
    const order = await pay();
    const [first, second] = order.orderIds;
    await hear(first, takenBack);
    const refused = { kind: "refused", code: "charge_disputed", detail: "" } as const;
    shop.stripe.refundAnswers.push(refused, refused);
    const slowly = slow(async () => {
      await workPayment(shop.ctx, order.paymentId);
      await hear(second, takenBack);
    });
    await workPayment(slowly, order.paymentId);
    expect(await intents()).toEqual(["refused", "intended"]);
    expect((await payment(order.checkoutId)).state).toBe("refunding");
    await workPayment(shop.ctx, order.paymentId);
    expect((await payment(order.checkoutId)).state).toBe("refunded");
  });

  it("give back nothing for an order that was never charged", async () => {
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p-1" }, takenBack);
    const order = await pay();
    const [, second] = order.orderIds;
    const { state, capturedMinor, amountMinor } = await payment(order.checkoutId);
    expect([state, capturedMinor * 2]).toEqual(["captured", amountMinor]);
    await hear(second, { kind: "delivered", providerReference: "p-2" });
    expect(await lostSales()).toBe(capturedMinor * 10_000);
    await hear(second, takenBack);
    await workPayment(shop.ctx, order.paymentId);
    expect((await payment(order.checkoutId)).state).toBe("captured");
    expect(shop.stripe.refunds).toEqual([]);
    expect(await lostSales()).toBe(0);
    expect(await alerts()).toContain("the provider reversed a delivery that was never charged");
  });

  it("pay back once what was charged, delivered again and taken back again", async () => {
    const order = await pay();
    const [first] = order.orderIds;
    await hear(first, takenBack);
    await workPayment(shop.ctx, order.paymentId);
    await hear(first, { kind: "delivered", providerReference: "p-1" });
    await hear(first, takenBack);
    await workPayment(shop.ctx, order.paymentId);
    expect(shop.stripe.refunds).toHaveLength(1);
    expect(await intents()).toEqual(["confirmed"]);
  });
});
