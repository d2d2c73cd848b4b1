import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { attempts, orderEvents, orders, payments, staffActions } from "@/db/schema";
import { micros, microsOf, money } from "@/lib/core/money";
import { NotPermitted } from "@/lib/core/permissions";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { reverseOrder } from "@/lib/fulfilment/reverse-order";
import { mendBreak } from "./mend-break";
import { HOUR, openBooksShop } from "./testing";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeEach(async () => {
  shop = await openBooksShop();
});
afterEach(() => shop.close());

async function breakOf(kind: string) {
  const found = (await shop.readBreaks()).find((row) => row.class === kind && row.state === "open");
  if (!found) throw new Error(`No ${kind}`);
  return found;
}

async function mend(kind: string, verb: Parameters<typeof shop.mend>[0]["verb"], reason = "looked into it") {
  const { id } = await breakOf(kind);
  return shop.mend({ breakId: id, verb, reason });
}

const paymentOf = async (id: string) => {
  const [payment] = await shop.ctx.db.select().from(payments).where(eq(payments.id, id));
  if (!payment) throw new Error("No payment");
  return payment;
};

async function compare() {
  await shop.travel(HOUR);
  return (await shop.run())?.found;
}

describe("money that moved at Stripe by somebody's hand", () => {
  test("a refund made in the dashboard is taken over: payment, books and timeline tell of it", async () => {
    const { paymentId } = await shop.sell();
    await shop.mirror();
    const [charge] = shop.other.stripe;
    if (!charge) throw new Error("Nothing charged");
    const back = micros(-2_000_000, "USD");
    const refund = { ...charge, id: "txn_re", kind: "refund" as const, part: "re_hand", presented: back };
    shop.other.stripe.push({ ...refund, settled: back, fee: micros(0, "USD") });
    expect(await compare()).toEqual({ "unknown-to-us": 1 });
    expect(await breakOf("unknown-to-us")).toMatchObject({ subject: "refund:re_hand", paymentId });
    expect(await mend("unknown-to-us", "adopt-refund")).toEqual({ ok: true, value: null });
    expect(await paymentOf(paymentId)).toMatchObject({ state: "refunded", refundedMinor: 200 });
    expect(await shop.balance("refunds")).toBe(2_000_000);
    expect(await compare()).toEqual({});
  });

  test("a capture of another amount than the books have is booked as it was", async () => {
    const { paymentId } = await shop.sell();
    await shop.mirror();
    const [charge] = shop.other.stripe;
    if (!charge) throw new Error("Nothing charged");
    charge.presented = charge.settled = micros(charge.presented.micros + 10_000, "USD");
    expect(await compare()).toEqual({ "amount-drift": 1 });
    expect(await breakOf("amount-drift")).toMatchObject({
      paymentId,
      theirsMicros: charge.presented.micros,
    });
    expect(await mend("amount-drift", "book-correction")).toMatchObject({ ok: true });
    expect(await shop.balance("sales")).toBe(-charge.presented.micros);
    // The buyer has paid a cent for nothing, which is theirs.
    expect(await compare()).toEqual({ "captured-not-delivered": 1 });
    expect(await mend("captured-not-delivered", "refund")).toMatchObject({ ok: true });
    await workPayment(shop.ctx, paymentId);
    expect(await paymentOf(paymentId)).toMatchObject({ state: "refunded", refundedMinor: 1 });
    const refunds = shop.other.stripe;
    await shop.mirror();
    shop.other.stripe = [...refunds, ...shop.other.stripe.filter(({ kind }) => kind === "refund")];
    expect(await compare()).toEqual({});
  });

  test("a charge that belongs to no payment of ours is shown, and its fee is not ours", async () => {
    await shop.sell();
    await shop.mirror();
    const [charge] = shop.other.stripe;
    if (!charge) throw new Error("Nothing charged");
    shop.other.stripe.push({ ...charge, id: "txn_x", part: "ch_x", paymentIntentId: "pi_foreign" });
    expect(await compare()).toEqual({ "unknown-to-us": 1 });
    expect(await shop.balance("stripe-fees")).toBe(charge.fee.micros);
    expect(await mend("unknown-to-us", "explain", "of the other shop on this account")).toMatchObject({
      ok: true,
    });
    expect(await compare()).toEqual({});
    expect((await shop.readBreaks())[0]).toMatchObject({
      state: "explained",
      closedBy: "staff:owner-1",
      reason: "of the other shop on this account",
    });
  });

  test("what is captured in our books and still held at Stripe is captured again, once", async () => {
    const { sessionId } = await shop.sell();
    const truth = shop.stripe.sessions.get(sessionId)?.truth;
    if (!truth) throw new Error("No session");
    Object.assign(truth, { kind: "held", captured: null });
    await shop.mirror();
    shop.other.stripe = [];
    const before = shop.stripe.calls.length;
    expect(await compare()).toEqual({ "unknown-to-them": 1 });
    expect(await mend("unknown-to-them", "capture-again")).toEqual({ ok: true, value: null });
    expect(shop.stripe.calls.slice(before)).toEqual([expect.stringMatching(/^capture /)]);
    expect(truth.kind).toBe("captured");
  });
});

describe("charged, and not delivered", () => {
  test("a hold that we never heard of and somebody captured is found by its checkout, and looked at", async () => {
    const { checkoutId, paymentId, sessionId } = await shop.order();
    const truth = shop.stripe.sessions.get(sessionId)?.truth;
    if (!truth) throw new Error("No session");
    const { amount } = shop.stripe.sessions.get(sessionId)?.request ?? {};
    const paid = { paymentIntentId: "pi_late", amount, capturable: money(0, "USD"), captured: amount };
    Object.assign(truth, { ...paid, kind: "captured", sessionStatus: "complete" });
    const charged = microsOf(amount ?? money(0, "USD"));
    shop.other.stripe.push({
      id: "txn_late",
      kind: "charge",
      paymentIntentId: "pi_late",
      checkoutId,
      intentId: null,
      part: "ch_late",
      presented: charged,
      settled: charged,
      fee: micros(0, "USD"),
      at: new Date(),
    });
    expect(await compare()).toEqual({ "captured-not-delivered": 1 });
    expect(await breakOf("captured-not-delivered")).toMatchObject({
      paymentId,
      theirsMicros: charged.micros,
    });
    // Looking at it lets the order go its way: what was charged is delivered, and stands in the books.
    await mend("captured-not-delivered", "look-again");
    await workPayment(shop.ctx, paymentId);
    expect(await paymentOf(paymentId)).toMatchObject({ state: "captured", capturedMinor: amount?.minor });
    expect(await compare()).toEqual({});
  });

  test("somebody captured the whole hold by hand though less had arrived: the difference is given back", async () => {
    const face = money(1_000_000, "NGN");
    shop.stripe.trouble.push({
      call: "capture",
      told: { kind: "refused", code: "payment_intent_unexpected_state", detail: "it was captured by hand" },
      after: false,
    });
    shop.supplier.answers.push(async () => {
      const [session] = [...shop.stripe.sessions.values()].slice(-1);
      if (session) Object.assign(session.truth, { kind: "captured", captured: session.request.amount });
      const delivered = money(face.minor * 0.8, face.currency);
      return { kind: "delivered", providerReference: "p-short", delivered };
    });
    const { orderId, paymentId } = await shop.sell();
    const [order] = await shop.ctx.db.select().from(orders).where(eq(orders.id, orderId));
    const { capturedMinor, amountMinor, state } = await paymentOf(paymentId);
    expect([state, capturedMinor]).toEqual(["captured", amountMinor]);
    const owed = Math.floor((order?.totalMinor ?? 0) * 0.8);
    await shop.mirror();
    expect(await compare()).toEqual({ "captured-not-delivered": 1 });
    expect(await breakOf("captured-not-delivered")).toMatchObject({
      oursMicros: owed * 10_000,
      theirsMicros: capturedMinor * 10_000,
    });
    expect(await mend("captured-not-delivered", "refund")).toMatchObject({ ok: true });
    await workPayment(shop.ctx, paymentId);
    expect(await paymentOf(paymentId)).toMatchObject({
      state: "refunded",
      refundedMinor: capturedMinor - owed,
    });
    await shop.mirror();
    expect(await compare()).toEqual({});
  });

  test("what a refund that failed still owes is given back by staff", async () => {
    const { orderId, paymentId } = await shop.sell();
    const [attempt] = await shop.ctx.db.select().from(attempts).where(eq(attempts.orderId, orderId));
    if (!attempt) throw new Error("No attempt");
    shop.stripe.refundAnswers.push({ kind: "done", value: "failed" });
    await reverseOrder(shop.ctx, attempt);
    await workPayment(shop.ctx, paymentId);
    expect(await paymentOf(paymentId)).toMatchObject({ state: "captured", refundedMinor: 0 });
    await shop.mirror();
    expect(await compare()).toEqual({ "captured-not-delivered": 1 });
    expect(await breakOf("captured-not-delivered")).toMatchObject({ paymentId, oursMicros: 0 });
    expect(await mend("captured-not-delivered", "refund")).toMatchObject({ ok: true });
    await workPayment(shop.ctx, paymentId);
    const payment = await paymentOf(paymentId);
    expect(payment).toMatchObject({ state: "refunded", refundOwedMinor: 0 });
    expect(payment.refundedMinor).toBe(payment.capturedMinor);
    await shop.mirror();
    expect(await compare()).toEqual({});
  });

  test("of two orders only the one that did not arrive is given back, to the cent", async () => {
    const alsoFor = await shop.anotherRecipient();
    shop.supplier.answers.push(
      { kind: "delivered", providerReference: "p-a" },
      { kind: "delivered", providerReference: "p-b" },
    );
    const { checkoutId, paymentId } = await shop.sell({ alsoFor });
    const both = await shop.ctx.db.select().from(orders).where(eq(orders.checkoutId, checkoutId));
    for (const { id } of both) await workOrder(shop.ctx, id);
    await workPayment(shop.ctx, paymentId);
    const [second] = await shop.ctx.db.select().from(attempts).where(eq(attempts.providerReference, "p-b"));
    if (!second) throw new Error("No second attempt");
    await reverseOrder(shop.ctx, second);
    await workPayment(shop.ctx, paymentId);
    const payment = await paymentOf(paymentId);
    const order = both.find(({ id }) => id === second.orderId);
    expect(payment).toMatchObject({ state: "refunded", refundedMinor: order?.totalMinor });
    await shop.mirror();
    expect(await compare()).toEqual({});
  });
});

describe("a verb", () => {
  test("is for staff who may, on a break that is open, with a reason and one of its own verbs", async () => {
    await shop.sell();
    expect(await compare()).toEqual({ "unknown-to-them": 2 });
    const { id } = await breakOf("unknown-to-them");
    const input = { breakId: id, verb: "explain" as const, reason: "their day was closed" };
    await expect(mendBreak(shop.system, input)).rejects.toThrow(NotPermitted);
    expect(await shop.mend({ ...input, reason: " " })).toMatchObject({ failure: { code: "reason-missing" } });
    expect(await shop.mend({ ...input, verb: "adopt-refund" })).toMatchObject({
      failure: { code: "wrong-verb" },
    });
    expect(await shop.mend(input)).toEqual({ ok: true, value: null });
    expect(await shop.mend(input)).toMatchObject({ failure: { code: "break-gone" } });
    const noted = await shop.ctx.db.select().from(staffActions);
    expect(noted).toMatchObject([
      { action: "break-explained", subjectKind: "break", subjectId: id, reason: input.reason },
    ]);
  });

  test("that did not help leaves the break open", async () => {
    await shop.sell();
    await shop.mirror();
    shop.other.stripe = [];
    await compare();
    const looked = await mend("unknown-to-them", "look-again");
    expect(looked).toMatchObject({ failure: { code: "not-mended" } });
    expect((await breakOf("unknown-to-them")).state).toBe("open");
  });

  test("never sends or charges anything a second time", async () => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    const sent = shop.supplier.sent.length;
    const told = shop.stripe.calls.length;
    shop.other.provider = [];
    await compare();
    await mend("unknown-to-them", "look-again");
    expect(shop.supplier.sent).toHaveLength(sent);
    expect(shop.stripe.calls).toHaveLength(told);
    const events = await shop.ctx.db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId));
    expect(events.at(-1)?.to).toBe("delivered");
  });
});
