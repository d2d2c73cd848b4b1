import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerEntries, alerts as alertRows, payments, users } from "@/db/schema";
import type { StaffRole } from "@/lib/core/permissions";
import type { Finding } from "@/lib/providers/spec";
import { readCases } from "@/lib/reports";
import { carryOutDue } from "./carry-out-decision";
import { notePaidByHand, refundAgain } from "./pay-back";
import { openTestShop, type Shop } from "./testing";
import { decideCase, takeCase, undoDecision } from "./work-case";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const rejected: Finding = { kind: "rejected", failure: { code: "refused" }, retry: "never" };

let shop: Shop;
let events = 0;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  await shop.close();
});

const ann = (): Shop["ctx"] => ({
  ...shop.ctx,
  actor: { kind: "staff", id: "ann", role: "owner", raised: true },
});
const tell = (type: string, checkoutId: string) => {
  events += 1;
  return workWebhook(shop.ctx, { source: "stripe", eventId: `evt-${events}`, type, payload: { checkoutId } });
};
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};
const alerts = async () =>
  (await shop.ctx.db.select().from(alertRows).orderBy(alertRows.at)).map(({ subject }) =>
    subject.replace(/^order:[^:]+:/, ""),
  );

describe("a refund that fails", () => {
  const reversed = async () => {
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    shop.supplier.findings.push(rejected);
    events += 1;
    await workWebhook(shop.ctx, {
      source: "reloadly",
      eventId: `back-${events}`,
      type: "airtime_transaction.status",
      payload: { reference: shop.supplier.sent[0]?.reference },
    });
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  const owed = async (checkoutId: string) => {
    const { payment } = await shop.readRows(checkoutId);
    return { refunded: payment.refundedMinor, owed: payment.refundOwedMinor, of: payment.capturedMinor };
  };
  const refundAccount = async () => {
    const [row] = await shop.ctx.db.execute<{ sum: string }>(
      sql`select sum(micros) as sum from ${ledgerEntries} where account = 'refunds'`,
    );
    return Number(row?.sum ?? 0);
  };

  it("after it had gone through: owed again, told once; then refunded again", async () => {
    const order = await reversed();
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    for (const refund of shop.stripe.refunds) refund.status = "failed";
    await tell("refund.failed", order.checkoutId);
    await tell("charge.refund.updated", order.checkoutId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "captured"]);
    const after = await owed(order.checkoutId);
    expect(after).toEqual({ refunded: 0, owed: after.of, of: after.of });
    expect(await refundAccount()).toBe(0);
    expect((await alerts()).filter((why) => String(why).includes("failed after all"))).toHaveLength(1);

    expect(await refundAgain(ann(), order)).toEqual({ ok: true, value: null });
    expect(await refundAgain(ann(), order)).toMatchObject({ failure: { code: "money-moves" } });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    expect(await owed(order.checkoutId)).toEqual({ refunded: after.of, owed: 0, of: after.of });
    expect(shop.stripe.refunds.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
  });

  it("at once: owed, and paid by hand with a note", async () => {
    shop.stripe.refundAnswers.push({ kind: "refused", code: "expired_or_canceled_card", detail: "" });
    const order = await reversed();
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "captured"]);
    const { of } = await owed(order.checkoutId);
    expect(await owed(order.checkoutId)).toEqual({ refunded: 0, owed: of, of });
    await expect(notePaidByHand(shop.buyer, { ...order, note: "x" })).rejects.toThrow("Not permitted");
    expect((await notePaidByHand(ann(), { ...order, note: "transfer of 26 November" })).ok).toBe(true);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "refunded"]);
    expect(await owed(order.checkoutId)).toEqual({ refunded: of, owed: 0, of });
    expect(await refundAccount()).toBe(of * 10_000);
    expect(await notePaidByHand(ann(), { ...order, note: "x" })).toMatchObject({
      failure: { code: "nothing-to-pay-back" },
    });
    expect(await shop.ctx.db.select().from(payments)).toHaveLength(1);
  });

  it("is a case of the queue: one person's, decided there, and carried out when it can be undone no more", async () => {
    for (const id of ["fay", "gus"])
      await shop.ctx.db.insert(users).values({ id, email: `${id}@homeline.test`, role: "finance" });
    const as = (id: string, role: StaffRole = "finance"): Shop["ctx"] => ({
      ...shop.ctx,
      actor: { kind: "staff", id, role, raised: true },
    });
    shop.stripe.refundAnswers.push({ kind: "refused", code: "expired_or_canceled_card", detail: "" });
    const { orderId, checkoutId } = await reversed();
    const { of } = await owed(checkoutId);
    expect((await readCases(as("fay"))).cases).toMatchObject([
      { orderId, kind: "owed", owed: { minor: of, currency: "USD" }, lease: null },
    ]);
    const input = { orderId, kind: "paid-by-hand", typed: { note: "transfer of 26 November" } } as const;
    expect((await takeCase(as("fay"), { orderId, over: false })).ok).toBe(true);
    await expect(takeCase(as("vic", "viewer"), { orderId, over: true })).rejects.toThrow("Not permitted");
    await expect(decideCase(as("kai", "catalog"), input)).rejects.toThrow("Not permitted");
    expect(await decideCase(as("gus"), input)).toMatchObject({ failure: { code: "somebody-else" } });
    expect(await decideCase(as("fay"), { ...input, typed: { note: "x" } })).toMatchObject({
      failure: { code: "note-missing" },
    });
    expect((await decideCase(as("fay"), { ...input, kind: "refund-again" })).ok).toBe(true);
    const [waiting] = (await readCases(as("fay"))).decisions;
    expect(await undoDecision(as("fay"), { decisionId: waiting?.id ?? "" })).toMatchObject({ ok: true });
    expect((await decideCase(as("fay"), input)).ok).toBe(true);
    await shop.travel(11_000);
    await carryOutDue(shop.ctx);
    expect(await states(checkoutId)).toEqual(["undeliverable", "refunded"]);
    expect(shop.stripe.refunds.filter(({ status }) => status === "succeeded")).toHaveLength(0);
    expect((await readCases(as("fay"))).cases).toEqual([]);
  });

  it("is refunded again from the queue", async () => {
    await shop.ctx.db.insert(users).values({ id: "ann", email: "ann@homeline.test", role: "owner" });
    shop.stripe.refundAnswers.push({ kind: "refused", code: "expired_or_canceled_card", detail: "" });
    const { orderId, checkoutId, paymentId } = await reversed();
    expect((await decideCase(ann(), { orderId, kind: "refund-again", typed: {} })).ok).toBe(true);
    await shop.travel(11_000);
    await carryOutDue(shop.ctx);
    await workPayment(shop.ctx, paymentId);
    expect(await states(checkoutId)).toEqual(["undeliverable", "refunded"]);
  });
});
