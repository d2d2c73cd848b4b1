import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts, ledgerEntries, alerts as alertRows } from "@/db/schema";
import type { Finding, Outcome } from "@/lib/providers/spec";
import { applyOutcome } from "./apply-outcome";
import { cancelOrder } from "./cancel-order";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rejected: Outcome = { kind: "rejected", failure: { code: "number-invalid" }, retry: "never" };
const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
const doubt: Outcome = { kind: "in-doubt", why: "5xx" };
const delivered: Finding = { kind: "delivered", providerReference: "p-1" };

describe("news that comes late", () => {
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
  const hint = (eventId: string, index = 0) =>
    workWebhook(shop.ctx, {
      source: "reloadly",
      eventId,
      type: "airtime_transaction.status",
      payload: { reference: shop.supplier.sent[index]?.reference },
    });
  const alerts = async () =>
    (await shop.ctx.db.select().from(alertRows).orderBy(alertRows.at)).map(({ subject }) =>
      subject.replace(/^order:[^:]+:/, ""),
    );
  const balance = async (account: string) => {
    const [row] = await shop.ctx.db.execute<{ sum: string | null }>(
      sql`select sum(micros) as sum from ${ledgerEntries} where account = ${account}`,
    );
    return Number(row?.sum ?? 0);
  };

  it("counts a delivery reported after the release as a lost sale, and charges nothing", async () => {
    shop.supplier.answers.push(rejected);
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    shop.supplier.findings.push(delivered);
    await hint("late-1");
    expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
    expect(shop.stripe.calls).toEqual(["cancel"]);
    expect(await alerts()).toEqual(["delivered after the buyer was let go: not charged"]);
    const { payment } = await shop.readRows(order.checkoutId);
    expect(await balance("lost-sales")).toBe(payment.amountMinor * 10_000);
  });

  it("sends nothing more when what was taken for rejected had arrived", async () => {
    shop.supplier.answers.push(down);
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["authorised", "authorised"]);
    shop.supplier.findings.push(delivered);
    await hint("late-2");
    await shop.travel(16 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("takes the suspicion back when an abandoned attempt turns out delivered", async () => {
    shop.supplier.answers.push(doubt);
    const order = await pay();
    await shop.travel(6 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await balance("suspected-loss")).toBeGreaterThan(0);
    shop.supplier.findings.push({ ...delivered, cost: { micros: 6_200_000, currency: "USD" } } as Finding);
    await hint("late-3");
    expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
    expect(await balance("suspected-loss")).toBe(0);
    expect(await balance("float:reloadly")).toBe(-6_200_000);
  });

  it("waits with late evidence while the release is under way", async () => {
    shop.supplier.answers.push(rejected);
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voiding"]);
    shop.supplier.findings.push(delivered, delivered);
    await hint("late-4");
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voiding"]);
    await workPayment(shop.ctx, order.paymentId);
    await hint("late-4");
    expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
  });

  it("drops a rejection that was asked for under an older token", async () => {
    shop.supplier.answers.push(doubt);
    const order = await pay();
    const [asked] = await shop.ctx.db.select().from(attempts);
    if (!asked) throw new Error("No attempt");
    await shop.ctx.db.execute(sql`update attempts set lease_token = 'newer'`);
    await applyOutcome(shop.ctx, {
      attempt: asked,
      outcome: rejected,
      askedAt: asked.createdAt,
      token: asked.leaseToken,
    });
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
  });

  it("believes a found rejection of a repeated send only after the horizon", async () => {
    shop.supplier.answers.push(doubt, doubt);
    const order = await pay();
    for (let look = 0; look < 3; look += 1) await workOrder(shop.ctx, order.orderId);
    await shop.travel(11 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(2);
    shop.supplier.findings.push(rejected);
    await workOrder(shop.ctx, order.orderId);
    expect(await states(order.checkoutId)).toEqual(["in_doubt", "authorised"]);
    await shop.travel(11 * MINUTE);
    shop.supplier.findings.push(rejected);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
  });

  it("sends nothing when the hold was cancelled while the order waited for its next try", async () => {
    shop.supplier.answers.push(down);
    const order = await pay();
    const session = shop.stripe.sessions.get(order.sessionId);
    if (session) session.truth.kind = "canceled";
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("ends a checkout whose hold was given back before anybody looked", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { kind: "canceled" });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["expired", "expired"]);
  });

  it("books what was delivered on a hold that was gone, and calls for a person", async () => {
    const order = await pay();
    const session = shop.stripe.sessions.get(order.sessionId);
    if (session) session.truth.kind = "canceled";
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
    expect(await alerts()).toEqual(["delivered, but the hold was gone: not charged"]);
  });

  it("calls for a person when a refund fails, and stops asking Stripe", async () => {
    shop.stripe.refundAnswers.push({ kind: "refused", code: "charge_disputed", detail: "" });
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    shop.supplier.findings.push(rejected);
    await hint("back-1");
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "captured"]);
    expect(shop.stripe.calls.filter((call) => call.startsWith("refund"))).toHaveLength(1);
    expect(await alerts()).toContain("a refund failed, pay it back by hand: charge_disputed");
  });

  it("refunds once when Stripe's answer to the refund was lost", async () => {
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    shop.stripe.refundAnswers.push({ kind: "unknown", detail: "timeout", stored: false });
    shop.supplier.findings.push(rejected);
    await hint("back-2");
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunding"]);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    expect(shop.stripe.refunds).toHaveLength(1);
  });

  it("gives away what is less than a card may be charged, and books it", async () => {
    shop.supplier.answers.push({ ...delivered, delivered: { minor: 50_000, currency: "NGN" } } as Outcome);
    const order = await pay();
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "voided"]);
    const kinds = (await shop.ctx.db.select().from(ledgerEntries)).map(({ kind }) => kind);
    expect(kinds).toContain("write-off");
    expect(shop.stripe.calls).toEqual(["cancel"]);
  });

  it("tells staff of a hold that does not fit, once", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { capturable: { minor: 1, currency: "USD" } });
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await alerts()).toEqual(["the hold does not fit the payment: another amount is held"]);
  });

  it("goes on as soon as Stripe's review is closed", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { underReview: true });
    await workPayment(shop.ctx, order.paymentId);
    const session = shop.stripe.sessions.get(order.sessionId);
    if (session) session.truth.underReview = false;
    await workWebhook(shop.ctx, {
      source: "stripe",
      eventId: "evt-r",
      type: "review.closed",
      payload: { checkoutId: order.checkoutId },
    });
    const jobs = await shop.ctx.db.execute<{ due: boolean }>(
      sql`select run_at <= now() as due from graphile_worker.jobs where key = ${`order:${order.orderId}`}`,
    );
    expect(jobs).toEqual([{ due: true }]);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("releases a hold that Stripe reviews for too long", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId, { underReview: true });
    await workPayment(shop.ctx, order.paymentId);
    await shop.travel(5 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, order.orderId);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
  });

  it("accepts late evidence of an order its buyer had cancelled between two tries", async () => {
    shop.supplier.answers.push(down);
    const order = await pay();
    expect((await cancelOrder(shop.buyer, order)).ok).toBe(true);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["cancelled", "voided"]);
    shop.supplier.findings.push(delivered);
    await hint("late-5");
    expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
  });
});
