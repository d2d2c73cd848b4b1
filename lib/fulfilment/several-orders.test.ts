import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerEntries, mails, orders } from "@/db/schema";
import { createSeal } from "@/lib/core/seal";
import type { MailBody } from "@/lib/mail";
import type { Outcome } from "@/lib/providers/spec";
import { readOrderView } from "@/lib/reports";
import { openTestShop, type Shop } from "./testing";
import { workMail } from "./work-mail";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const HOUR = 3_600_000;
const rejected: Outcome = { kind: "rejected", failure: { code: "number-invalid" }, retry: "never" };
const doubt: Outcome = { kind: "in-doubt", why: "5xx" };
const accepted: Outcome = { kind: "accepted", providerReference: "p" };
const short: Outcome = {
  kind: "delivered",
  providerReference: "p-1",
  delivered: { minor: 800_000, currency: "NGN" },
};

describe("two orders of one payment", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop();
  });
  afterEach(async () => {
    await shop.close();
  });

  /** Both paid, and the second one sent as well. */
  const payBoth = async () => {
    const paid = await shop.order(shop.shelf.recipientToken, await shop.anotherRecipient());
    shop.stripe.hold(paid.sessionId);
    await workPayment(shop.ctx, paid.paymentId);
    const [first, second] = await shop.ctx.db
      .select()
      .from(orders)
      .where(eq(orders.checkoutId, paid.checkoutId))
      .orderBy(asc(orders.line));
    if (!first || !second) throw new Error("No two orders");
    await workOrder(shop.ctx, second.id);
    return { ...paid, first: first.id, second: second.id, total: first.totalMinor };
  };
  const money = async (id: string) => {
    const view = await readOrderView(shop.ctx, { id });
    const last = view?.stops.at(-1);
    return {
      state: view?.state,
      money: view?.money,
      stop: last?.stop,
      why: last?.why,
      amount: last?.amount?.minor,
    };
  };
  const sentMails = async () => {
    const sent: (MailBody & { to: string })[] = [];
    const ctx = {
      ...shop.ctx,
      mailer: { send: async (mail: MailBody & { to: string }) => void sent.push(mail) },
      artefacts: createSeal(Buffer.alloc(32).toString("base64")),
      appUrl: "http://shop.test",
    };
    for (const { id } of await shop.ctx.db.select().from(mails).orderBy(mails.createdAt))
      await workMail(ctx, { id });
    return sent.map(({ subject, text }) => ({ subject, text }));
  };

  it("one arrived, one did not: charged for the one, and each line and mail speaks of its own", async () => {
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p" }, rejected);
    const paid = await payBoth();
    await workPayment(shop.ctx, paid.paymentId);
    expect(shop.stripe.calls).toEqual([`capture ${paid.total}`]);
    expect(await money(paid.first)).toMatchObject({ money: "charged", stop: "charged", amount: paid.total });
    expect(await money(paid.second)).toMatchObject({
      money: "released",
      stop: "released",
      amount: paid.total,
    });
    const [receipt, released] = await sentMails();
    expect(receipt?.subject).toMatch(/^Delivered/);
    expect(released?.subject).toMatch(/^Nothing charged/);
  });

  it("one arrived while a person asks for the other: held until then, and said so", async () => {
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p" }, doubt);
    const paid = await payBoth();
    await shop.travel(25 * HOUR);
    await workOrder(shop.ctx, paid.second);
    await workPayment(shop.ctx, paid.paymentId);
    expect(await money(paid.first)).toMatchObject({ state: "delivered", money: "held", why: "with-others" });
    expect(await money(paid.second)).toMatchObject({ state: "review", money: "held" });
    expect(shop.stripe.calls).toEqual([]);
  });

  it("both arrived, one of them short: one capture, each its share, and the sum the card shows", async () => {
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p" }, short);
    const paid = await payBoth();
    await workPayment(shop.ctx, paid.paymentId);
    const part = Math.floor((paid.total * 8) / 10);
    expect(shop.stripe.calls).toEqual([`capture ${paid.total + part}`]);
    expect(await money(paid.first)).toMatchObject({ why: "with-others", amount: paid.total });
    expect(await money(paid.second)).toMatchObject({ why: "short-with-others", amount: part });
    const view = await readOrderView(shop.ctx, { id: paid.second });
    expect(view?.stops.find(({ stop }) => stop === "delivered")).toMatchObject({
      why: "short",
      amount: { minor: 800_000 },
      of: { minor: 1_000_000 },
    });
    expect(view?.stops.at(-1)?.together?.minor).toBe(paid.total + part);
    const [whole, less] = await sentMails();
    expect(whole?.text).toContain("for all your orders");
    expect(less?.subject).toMatch(/^Delivered in part/);
    expect(less?.text).toContain("not charged");
  });

  it("one taken back after the charge: that one is refunded, the other stays charged", async () => {
    const paid = await payBoth();
    await workPayment(shop.ctx, paid.paymentId);
    shop.supplier.findings.push(rejected as never);
    await workWebhook(shop.ctx, {
      source: "reloadly",
      eventId: "back",
      type: "airtime_transaction.status",
      payload: { reference: shop.supplier.sent[1]?.reference },
    });
    expect(await money(paid.second)).toMatchObject({ money: "refunding", amount: paid.total });
    await workPayment(shop.ctx, paid.paymentId);
    expect(await money(paid.first)).toMatchObject({ money: "charged", amount: paid.total });
    expect(await money(paid.second)).toMatchObject({ money: "refunded", amount: paid.total });
    expect(shop.stripe.calls.at(-1)).toBe(`refund ${paid.total}`);
    const back = (await sentMails()).find(({ subject }) => subject.startsWith("Refunded"));
    expect(back?.text).toContain("took it back");
  });

  it("one still open near the end of the hold: given up, and the other is charged", async () => {
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p" }, accepted);
    const paid = await payBoth();
    await shop.travel(6 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, paid.second);
    await workPayment(shop.ctx, paid.paymentId);
    expect(shop.stripe.calls).toEqual([`capture ${paid.total}`]);
    expect(await money(paid.first)).toMatchObject({ money: "charged", amount: paid.total });
    expect(await money(paid.second)).toMatchObject({ state: "undeliverable", money: "released" });
    const booked = await shop.ctx.db.select().from(ledgerEntries);
    expect(booked.filter(({ account }) => account === "suspected-loss")).toHaveLength(1);
    const letGo = (await sentMails()).find(({ subject }) => subject.startsWith("Nothing charged"));
    expect(letGo?.text).toContain("Nobody could tell us");
  });

  it("one waits for its operator near the end of the hold: it ends unsent, and the other is charged", async () => {
    const down: Outcome = { kind: "rejected", failure: { code: "operator-down" }, retry: "later" };
    shop.supplier.answers.push({ kind: "delivered", providerReference: "p" }, down);
    const paid = await payBoth();
    await shop.travel(5 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, paid.second);
    await workPayment(shop.ctx, paid.paymentId);
    expect(shop.supplier.sent).toHaveLength(2);
    expect(await money(paid.second)).toMatchObject({ state: "undeliverable", money: "released" });
    expect(shop.stripe.calls).toEqual([`capture ${paid.total}`]);
  });
});
