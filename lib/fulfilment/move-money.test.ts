import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mails, moneyIntents } from "@/db/schema";
import type { FulfilmentCtx } from "./context";
import { reconcileDue } from "./reconcile-due";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

describe("money that is moved by who settled the checkout", () => {
  let shop: Shop;
  let worker: FulfilmentCtx;
  beforeEach(async () => {
    shop = await openTestShop();
    worker = { ...shop.ctx, movesMoneyAtOnce: true };
  });
  afterEach(async () => {
    await shop.close();
  });

  const pay = async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    const { checkoutId } = order;
    const hint = { source: "stripe", eventId: "e", type: "checkout.session.completed" };
    return { ...order, webhook: { ...hint, payload: { checkoutId } } };
  };
  const state = async (checkoutId: string) => (await shop.readRows(checkoutId)).payment.state;
  const paymentJobs = async () =>
    (await shop.ctx.db.execute(sql`select 1 from graphile_worker.jobs where key like 'payment:%'`)).length;
  const jobsGone = () => shop.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);

  it("is captured in the same breath, once, with its receipt and no wake-up", async () => {
    const order = await pay();
    await jobsGone();
    await workWebhook(worker, order.webhook);
    const { payment } = await shop.readRows(order.checkoutId);
    expect(payment.state).toBe("captured");
    expect(shop.stripe.calls).toEqual([`capture ${payment.amountMinor}`]);
    expect(await paymentJobs()).toBe(0);
    expect((await shop.ctx.db.select().from(mails)).map(({ template }) => template)).toEqual(["receipt"]);
  });

  it("is released at once when nothing was delivered", async () => {
    shop.supplier.answers.push({ kind: "rejected", failure: { code: "number-invalid" }, retry: "never" });
    const order = await pay();
    await workWebhook(worker, order.webhook);
    expect(await state(order.checkoutId)).toBe("voided");
    expect(shop.stripe.calls).toEqual(["cancel"]);
  });

  it("is written down as sent before Stripe is told; after a death the truth is asked and the same key used", async () => {
    const order = await pay();
    const told: string[] = [];
    const capture = (_id: string, _amount: unknown, key: string) => {
      told.push(key);
      return new Promise<never>(() => undefined);
    };
    void workWebhook({ ...worker, stripe: { ...shop.stripe.gateway, capture } }, order.webhook);
    await expect.poll(() => told.length).toBe(1);
    expect(await state(order.checkoutId)).toBe("capturing");
    const [intent] = await shop.ctx.db.select().from(moneyIntents);
    expect(intent?.firstSentAt).not.toBeNull();
    await jobsGone();
    await shop.travel(20_000);
    expect(await reconcileDue(shop.ctx)).toBeGreaterThan(0);
    expect(await paymentJobs()).toBe(1);
    const again: string[] = [];
    const gateway = shop.stripe.gateway;
    await workPayment(
      {
        ...worker,
        stripe: {
          ...gateway,
          readPaymentIntent: (id) => (again.push("truth"), gateway.readPaymentIntent(id)),
          capture: (id, amount, key) => (again.push(key), gateway.capture(id, amount, key)),
        },
      },
      order.paymentId,
    );
    expect(again).toEqual(["truth", ...told]);
    expect(await state(order.checkoutId)).toBe("captured");
    expect(shop.stripe.calls).toHaveLength(1);
  });

  it("is not moved twice when the answer was lost after the capture", async () => {
    shop.stripe.trouble.push({
      call: "capture",
      told: { kind: "unknown", detail: "timeout", stored: false },
      after: true,
    });
    const order = await pay();
    await workWebhook(worker, order.webhook);
    expect(await state(order.checkoutId)).toBe("captured");
    expect(shop.stripe.calls).toHaveLength(1);
  });

  it("waits for its own wake-up when Stripe cannot be reached, and the webhook is closed all the same", async () => {
    const order = await pay();
    const unreachable = { kind: "unknown", detail: "down", stored: false } as const;
    const stripe = {
      ...shop.stripe.gateway,
      capture: async () => unreachable,
      readPaymentIntent: () => Promise.reject(new Error("down")),
    };
    await workWebhook({ ...worker, stripe }, order.webhook);
    expect(await state(order.checkoutId)).toBe("capturing");
    expect(await paymentJobs()).toBe(1);
    await workPayment(worker, order.paymentId);
    expect(await state(order.checkoutId)).toBe("captured");
  });
});
