import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  barredBuyers,
  disputes,
  fraudWarnings,
  alerts as alertRows,
  orderEvents,
  refundProposals,
  staffActions,
} from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { DisputeTruth } from "@/lib/payments";
import { letThrough, turnAway } from "./hold-back";
import { refundByStaff } from "./pay-back";
import { readCases, readEvidence } from "@/lib/reports";
import { submitEvidence } from "./submit-evidence";
import { openTestShop, type Shop } from "./testing";
import { answerDispute, takeCase } from "./work-case";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const dispute = (change: Partial<DisputeTruth> = {}): DisputeTruth => ({
  id: "dp_1",
  amount: { minor: 742, currency: "USD" },
  reason: "fraudulent",
  status: "needs_response",
  dueBy: 1_800_000_000,
  submissions: 0,
  created: 1_799_000_000,
  ...change,
});

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
const pay = async (recipientToken?: string, fingerprint = "fp-1") => {
  const order = await shop.order(recipientToken);
  shop.stripe.hold(order.sessionId, { card: { brand: "visa", last4: "4242", fingerprint } });
  await workPayment(shop.ctx, order.paymentId);
  return order;
};
const payAndCharge = async (recipientToken?: string) => {
  const order = await pay(recipientToken);
  await workPayment(shop.ctx, order.paymentId);
  return order;
};
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

describe("a payment that is disputed", () => {
  it("changes no state, is told once of each turn, and is a flag while it is open", async () => {
    const order = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    for (const type of ["created", "funds_withdrawn", "created"])
      await tell(`charge.dispute.${type}`, order.checkoutId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(await alerts()).toEqual(["the payment is disputed: answer dispute dp_1 by 2027-01-15T08:00 UTC"]);
    expect((await shop.readRows(order.checkoutId)).payment.disputed).toBe(true);
    shop.stripe.disputes[0] = dispute({ status: "under_review", submissions: 1 });
    await tell("charge.dispute.updated", order.checkoutId);
    expect(await alerts()).toHaveLength(1);
    shop.stripe.disputes[0] = dispute({ status: "lost", submissions: 1 });
    await tell("charge.dispute.closed", order.checkoutId);
    expect((await alerts()).at(-1)).toBe("dispute dp_1 is lost");
    expect((await shop.readRows(order.checkoutId)).payment.disputed).toBe(false);
    expect(await shop.ctx.db.select().from(disputes)).toMatchObject([
      { id: "dp_1", status: "lost", submissions: 1, amountMinor: 742 },
    ]);
  });

  it("holds back what the same card, buyer or address orders next, until staff let it through", async () => {
    const first = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", first.checkoutId);
    const keys = (await shop.ctx.db.select().from(barredBuyers)).map(({ key }) => key);
    expect(keys.toSorted()).toEqual(["buyer:guest-1", "card:fp-1", "email:ama@example.org"]);

    const next = await pay(await shop.anotherRecipient(), "fp-2");
    expect(await states(next.checkoutId)).toEqual(["authorised", "authorised"]);
    expect(shop.supplier.sent).toHaveLength(1);
    expect(await alerts()).toContain("held back: who pays has disputed a payment before");
    await shop.travel(60_000);
    await workOrder(shop.ctx, next.orderId);
    expect(shop.supplier.sent).toHaveLength(1);

    await expect(letThrough(shop.buyer, next)).rejects.toThrow("Not permitted");
    expect(await letThrough(ann(), next)).toEqual({ ok: true, value: null });
    await workOrder(shop.ctx, next.orderId);
    await workPayment(shop.ctx, next.paymentId);
    expect(await states(next.checkoutId)).toEqual(["delivered", "captured"]);
    expect(await letThrough(ann(), next)).toMatchObject({ failure: { code: "not-held-back" } });
  });

  it("or staff turn it away: nothing is sent, the hold is released", async () => {
    const first = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", first.checkoutId);
    const next = await pay(await shop.anotherRecipient(), "fp-2");
    expect(await turnAway(ann(), { ...next, note: "third time" })).toEqual({ ok: true, value: null });
    await workPayment(shop.ctx, next.paymentId);
    expect(await states(next.checkoutId)).toEqual(["undeliverable", "voided"]);
    const [told] = await shop.ctx.db.select().from(orderEvents).where(eq(orderEvents.event, "turned_away"));
    expect(told).toMatchObject({ actor: "staff:ann", data: { why: "disputed", note: "third time" } });
    expect((await shop.readRows(next.checkoutId)).payment.heldBack).toBeNull();
  });

  it("bars nobody any more once the bank has found for us", async () => {
    const first = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", first.checkoutId);
    shop.stripe.disputes[0] = dispute({ status: "won" });
    await tell("charge.dispute.closed", first.checkoutId);
    const next = await pay(await shop.anotherRecipient());
    expect((await states(next.checkoutId))[0]).toBe("delivered");
  });

  it("lets what was held back go on by itself once the bank has found for us", async () => {
    const first = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", first.checkoutId);
    const next = await pay(await shop.anotherRecipient());
    shop.stripe.disputes[0] = dispute({ status: "won" });
    await tell("charge.dispute.closed", first.checkoutId);
    await shop.travel(15 * 60_000);
    await workOrder(shop.ctx, next.orderId);
    await workPayment(shop.ctx, next.paymentId);
    expect(await states(next.checkoutId)).toEqual(["delivered", "captured"]);
    expect((await shop.readRows(next.checkoutId)).payment.heldBack).toBeNull();
  });

  it("releases what nobody looked at before the hold came near its end", async () => {
    const first = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", first.checkoutId);
    const next = await pay(await shop.anotherRecipient());
    await shop.travel(5 * 86_400_000 + 3_600_000);
    await workOrder(shop.ctx, next.orderId);
    await workPayment(shop.ctx, next.paymentId);
    expect(await states(next.checkoutId)).toEqual(["undeliverable", "voided"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });
});

describe("the evidence against a dispute", () => {
  const text = async (orderId: string) => (await readEvidence(ann(), { orderId }))?.text ?? "";

  it("tells what was bought, by whom, and that it arrived; and opens nothing", async () => {
    const earlier = await payAndCharge();
    const order = await pay(await shop.anotherRecipient());
    await workPayment(shop.ctx, order.paymentId);
    await shop.ctx.db.execute(sql`update orders set artefact = 'sealed-pin' where id = ${order.orderId}`);
    await shop.ctx.db.execute(
      sql`update checkouts set ip = '192.0.2.7', user_agent = 'Firefox', consent = '{"text": "I agree", "at": "2026-11-26T00:00:00Z"}'`,
    );
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", order.checkoutId);
    const said = await text(order.orderId);
    for (const words of [
      "192.0.2.7",
      "Firefox",
      "I agree",
      "op-1",
      "+23480312300",
      "ama@example.org",
      "dp_1",
    ])
      expect(said).toContain(words);
    expect(said).toMatch(
      /Z {2}The operator confirmed the delivery\n.*Z {2}The card was charged, after the delivery/,
    );
    expect(said).toMatch(/never disputed\n-+\n.*\$7\.25, from the same IP address/);
    const rows = await shop.readRows(order.checkoutId);
    for (const secret of ["sealed-pin", rows.order.publicId, "guest-1"]) expect(said).not.toContain(secret);
    expect(await readEvidence(ann(), { orderId: earlier.orderId })).not.toBeNull();
    await expect(readEvidence(shop.buyer, { orderId: order.orderId })).rejects.toThrow("Not permitted");
  });

  it("is sent to the bank once, with the name of who sent it", async () => {
    const order = await payAndCharge();
    const input = { ...order, disputeId: "dp_1", note: "they wrote to us" };
    expect(await submitEvidence(ann(), input)).toMatchObject({ failure: { code: "no-such-dispute" } });
    shop.stripe.disputes.push(dispute());
    await tell("charge.dispute.created", order.checkoutId);
    await expect(submitEvidence(shop.buyer, input)).rejects.toThrow("Not permitted");
    expect(await submitEvidence(ann(), input)).toEqual({ ok: true, value: null });
    expect(await submitEvidence(ann(), input)).toMatchObject({ failure: { code: "not-answerable" } });
    expect(shop.stripe.evidence).toMatchObject([{ customerEmail: "ama@example.org" }]);
    expect(shop.stripe.evidence[0]?.text).toMatch(/^they wrote to us\n\nOrder /);
    expect(await shop.ctx.db.select().from(disputes)).toMatchObject([
      { status: "under_review", submissions: 1 },
    ]);
    expect(await shop.ctx.db.select().from(staffActions)).toMatchObject([
      { actor: "staff:ann", action: "evidence-sent", data: { dispute: "dp_1" } },
    ]);
  });

  it("stays decided when an older answer comes after: to the evidence, and to what was read before", async () => {
    const order = await payAndCharge();
    shop.stripe.disputes.push(dispute());
    const { submitEvidence: send } = shop.stripe.gateway;
    shop.stripe.gateway.submitEvidence = async (...evidence) => {
      const told = await send(...evidence);
      Object.assign(shop.stripe.disputes[0] ?? {}, { status: "won" });
      await tell("charge.dispute.closed", order.checkoutId);
      return told;
    };
    expect((await submitEvidence(ann(), { ...order, disputeId: "dp_1", note: "" })).ok).toBe(true);
    Object.assign(shop.stripe.disputes[0] ?? {}, { status: "under_review" });
    await tell("charge.dispute.updated", order.checkoutId);
    expect(await shop.ctx.db.select().from(disputes)).toMatchObject([{ status: "won" }]);
    expect((await shop.readRows(order.checkoutId)).payment.disputed).toBe(false);
  });

  it("waits in the queue until the bank has it: before all else when it is due soon, and one person's", async () => {
    const { orderId, checkoutId, paymentId } = await payAndCharge();
    // Another case that has waited longer.
    const refund = {
      orderId,
      paymentId,
      amountMinor: 100,
      currency: "USD",
      reason: "staff",
      note: "asked for",
    };
    const proposedAt = sql`now() - interval '2 days'`;
    await shop.ctx.db
      .insert(refundProposals)
      .values({ id: newId(), ...refund, proposedBy: "bob", proposedAt });
    shop.stripe.disputes.push(dispute({ created: Math.floor(Date.now() / 1000) + 60 }));
    await tell("charge.dispute.created", checkoutId);
    const kinds = async () => (await readCases(ann())).cases.map(({ kind }) => kind);
    expect(await kinds()).toEqual(["refund", "dispute"]);
    await shop.ctx.db.update(disputes).set({ dueBy: sql`app_now() + interval '30 hours'` });
    expect(await kinds()).toEqual(["dispute", "refund"]);
    expect((await readCases(ann())).cases[0]).toMatchObject({
      orderId,
      dispute: { id: "dp_1", amount: { minor: 742, currency: "USD" }, reason: "fraudulent" },
    });
    const bob: Shop["ctx"] = { ...ann(), actor: { kind: "staff", id: "bob", role: "support", raised: true } };
    await takeCase(bob, { orderId, over: false });
    const input = { orderId, disputeId: "dp_1", note: "" };
    expect(await answerDispute(ann(), input)).toMatchObject({ failure: { code: "somebody-else" } });
    expect(shop.stripe.evidence).toEqual([]);
    expect(await answerDispute(bob, input)).toEqual({ ok: true, value: null });
    expect(await kinds()).toEqual(["refund"]);
  });
});

describe("a warning of the card's network", () => {
  it("is kept, told once, and bars; staff give the money back before it is disputed", async () => {
    const order = await payAndCharge();
    shop.stripe.fraudWarnings.push({
      id: "issfr_1",
      fraudType: "made_with_lost_card",
      actionable: true,
      created: 1,
    });
    await tell("radar.early_fraud_warning.created", order.checkoutId);
    await tell("radar.early_fraud_warning.created", order.checkoutId);
    expect(await alerts()).toEqual(["the card's network warns of fraud: made with lost card"]);
    expect(await shop.ctx.db.select().from(fraudWarnings)).toMatchObject([
      { id: "issfr_1", actionable: true },
    ]);
    const next = await pay(await shop.anotherRecipient());
    expect((await states(next.checkoutId))[0]).toBe("authorised");
    await turnAway(ann(), { ...next, note: "" });

    expect(await refundByStaff(ann(), { ...order, note: "warned of fraud" })).toEqual({
      ok: true,
      value: "refunding",
    });
    expect(await refundByStaff(ann(), { ...order, note: "again" })).toMatchObject({
      failure: { code: "money-moves" },
    });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "refunded"]);
    const { payment } = await shop.readRows(order.checkoutId);
    expect(payment.refundedMinor).toBe(payment.capturedMinor);
    expect(await refundByStaff(ann(), { ...order, note: "twice" })).toMatchObject({
      failure: { code: "nothing-to-pay-back" },
    });
  });
});

it("a hold that is gone while an order may still arrive: staff are told, and what arrives is a loss", async () => {
  shop.supplier.answers.push({ kind: "accepted", providerReference: "p-9" });
  const order = await pay();
  const session = shop.stripe.sessions.get(order.sessionId);
  if (session) session.truth.kind = "canceled";
  await tell("payment_intent.canceled", order.checkoutId);
  await tell("payment_intent.canceled", order.checkoutId);
  expect(await states(order.checkoutId)).toEqual(["accepted", "authorised"]);
  expect(await alerts()).toEqual(["the hold is gone while it may still arrive: it will not be charged"]);
  shop.supplier.findings.push({ kind: "delivered", providerReference: "p-9" });
  await workOrder(shop.ctx, order.orderId);
  await workPayment(shop.ctx, order.paymentId);
  expect(await states(order.checkoutId)).toEqual(["delivered", "lost"]);
});
