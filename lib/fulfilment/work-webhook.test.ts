import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { webhookInbox } from "@/db/schema";
import { recordWebhook, type ReceivedWebhook } from "@/lib/jobs";
import { reconcileDue } from "./reconcile-due";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const reloadly = (eventId: string, payload: Record<string, unknown>): ReceivedWebhook => ({
  source: "reloadly",
  eventId,
  type: "airtime_transaction.status",
  payload,
});

describe("webhooks", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  const stripe = (eventId: string, checkoutId: string | null): ReceivedWebhook => ({
    source: "stripe",
    eventId,
    type: "checkout.session.completed",
    payload: { checkoutId, paymentIntentId: null },
  });
  const work = (webhook: ReceivedWebhook) => workWebhook(shop.ctx, webhook);
  const resultOf = async (eventId: string) => {
    const [row] = await shop.ctx.db.select().from(webhookInbox).where(eq(webhookInbox.eventId, eventId));
    return row?.result;
  };
  const jobs = async () =>
    (
      await shop.ctx.db.execute<{ key: string }>(
        sql`select key from graphile_worker.jobs where task_identifier = 'webhook' order by key`,
      )
    ).map(({ key }) => key);
  const states = async (checkoutId: string) => {
    const { order, payment } = await shop.readRows(checkoutId);
    return [order.state, payment.state];
  };

  it("stores and works one that comes fifty times once", async () => {
    const { checkoutId } = await shop.order();
    const stored = await Promise.all(
      Array.from({ length: 50 }, () => recordWebhook(shop.ctx, stripe("evt-1", checkoutId))),
    );
    expect(stored.filter(Boolean)).toHaveLength(1);
    expect(await jobs()).toEqual(["webhook:stripe:evt-1"]);
  });

  it("sends once though many of them are worked at the same time", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => work(stripe(`evt-${index}`, order.checkoutId))),
    );
    await workPayment(shop.ctx, order.paymentId);
    expect(shop.supplier.sent).toHaveLength(1);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
  });

  it("believes none of them: a completed one before the card is held changes nothing", async () => {
    const order = await shop.order();
    await work(stripe("evt-early", order.checkoutId));
    expect(await states(order.checkoutId)).toEqual(["awaiting_payment", "open"]);
    shop.stripe.hold(order.sessionId);
    await work({ ...stripe("evt-expired", order.checkoutId), type: "checkout.session.expired" });
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
  });

  it("closes what belongs to nobody", async () => {
    await recordWebhook(shop.ctx, stripe("evt-x", "01a21490-0000-7000-8000-000000000000"));
    await work(stripe("evt-x", "01a21490-0000-7000-8000-000000000000"));
    await recordWebhook(shop.ctx, stripe("evt-y", null));
    await work(stripe("evt-y", null));
    await recordWebhook(shop.ctx, reloadly("e-x", { reference: "hl-unknown-1" }));
    await work(reloadly("e-x", { reference: "hl-unknown-1" }));
    expect([await resultOf("evt-x"), await resultOf("evt-y"), await resultOf("e-x")]).toEqual([
      "not ours",
      "not ours",
      "not ours",
    ]);
  });

  it("ends an accepted order by the provider's webhook, in whatever order they come", async () => {
    shop.supplier.answers.push({ kind: "accepted", providerReference: "p-7" });
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    const { reference } = shop.supplier.sent[0] ?? {};
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-7" });
    await work(reloadly("e-2-done", { providerReference: "p-7" }));
    // A repeat of the state before it, late: the truth is asked, and it has not changed.
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-7" });
    await work(reloadly("e-1-processing", { reference }));
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("works a stored one again whose job was lost", async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    const webhook = stripe("evt-lost", order.checkoutId);
    await recordWebhook(shop.ctx, webhook);
    await shop.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
    await reconcileDue(shop.ctx);
    expect(await jobs()).toEqual([]);
    await shop.travel(10_000);
    await reconcileDue(shop.ctx);
    expect(await jobs()).toEqual(["webhook:stripe:evt-lost"]);
    const [job] = await shop.ctx.db.execute<{ payload: unknown }>(
      sql`select payload from graphile_worker._private_jobs where key = 'webhook:stripe:evt-lost'`,
    );
    await workWebhook(shop.ctx, job?.payload);
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
    await shop.travel(10_000);
    await shop.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
    await reconcileDue(shop.ctx);
    expect(await jobs()).toEqual([]);
  });
});

it("asks nobody of an ended attempt where asking would be buying, but by their own name for it", async () => {
  const shop = await openTestShop({ capabilities: { dedupe: "replay", findBy: "theirs" } });
  const asked: (string | undefined)[] = [];
  shop.supplier.provider.resolve = async ({ providerReference }) => {
    asked.push(providerReference);
    return { kind: "rejected", failure: { code: "refused" }, retry: "never" };
  };
  shop.supplier.answers.push({ kind: "rejected", failure: { code: "throttled" }, retry: "never" });
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  const { reference } = shop.supplier.sent[0] ?? {};
  await workWebhook(shop.ctx, reloadly("e-1", { reference }));
  expect(asked).toEqual([]);
  await workWebhook(shop.ctx, reloadly("e-2", { reference, providerReference: "theirs" }));
  expect(asked).toEqual(["theirs"]);
  await shop.close();
});
