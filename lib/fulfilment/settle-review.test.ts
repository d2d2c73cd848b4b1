import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  attempts,
  ledgerEntries,
  alerts as alertRows,
  orderEvents,
  products,
  reviewProposals,
  staffActions,
} from "@/db/schema";
import { NotPermitted } from "@/lib/core/permissions";
import { createPolicy } from "@/lib/core/policy";
import type { Finding, Outcome } from "@/lib/providers/spec";
import { askAgainNow } from "./ask-again-now";
import type { ReviewForm } from "./review-schema";
import { decideProposal, settleReview } from "./settle-review";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const MINUTE = 60_000;
const doubt: Outcome = { kind: "in-doubt", why: "5xx" };
const said = (verdict: ReviewForm["verdict"], change: Partial<ReviewForm> = {}): ReviewForm => ({
  verdict,
  reason: "statement",
  note: "line 14 of their statement",
  operatorReference: "",
  code: "",
  ...change,
});

describe("an order that only a person can settle", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none" } });
  });
  afterEach(async () => {
    await shop.close();
  });

  const staff = (id: string, change: Partial<Shop["ctx"]> = {}): Shop["ctx"] => ({
    ...shop.ctx,
    actor: { kind: "staff", id, role: "owner", raised: true },
    ...change,
  });
  const strict = (id: string) => staff(id, { policy: createPolicy(1, { fourEyesAboveUsd: 1 }) });
  const doubtful = async () => {
    shop.supplier.answers.push(doubt);
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  const states = async (checkoutId: string) => {
    const { order, payment } = await shop.readRows(checkoutId);
    return [order.state, payment.state];
  };
  const lastEvent = async () =>
    (await shop.ctx.db.select().from(orderEvents).orderBy(orderEvents.seq)).at(-1);

  it("is charged once staff have proof of the delivery, whose name and reason are kept", async () => {
    const order = await doubtful();
    const form = said("delivered", { operatorReference: "MP-77" });
    expect(await settleReview(staff("ann"), { ...order, form })).toEqual({ ok: true, value: "settled" });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "captured"]);
    expect(await lastEvent()).toMatchObject({
      event: "staff_says_delivered",
      actor: "staff:ann",
      data: { reason: "statement", note: "line 14 of their statement" },
    });
    expect((await shop.readRows(order.checkoutId)).order.operatorReference).toBe("MP-77");
  });

  it("is released once staff have proof that nothing arrived, though not while it may be on its way", async () => {
    const order = await doubtful();
    const early = await settleReview(staff("ann"), { ...order, form: said("undelivered") });
    expect(early).toMatchObject({ ok: false, failure: { code: "too-early" } });
    await shop.travel(11 * MINUTE);
    expect((await settleReview(staff("ann"), { ...order, form: said("undelivered") })).ok).toBe(true);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    expect(shop.supplier.sent).toHaveLength(1);
  });

  it("can be let go while nobody knows, which is booked as a suspected loss", async () => {
    const order = await doubtful();
    const early = await settleReview(staff("ann"), { ...order, form: said("release") });
    expect(early).toMatchObject({ ok: false, failure: { code: "too-early" } });
    await shop.travel(11 * MINUTE);
    expect((await settleReview(staff("ann"), { ...order, form: said("release") })).ok).toBe(true);
    expect(await lastEvent()).toMatchObject({
      event: "abandoned",
      actor: "staff:ann",
      data: { reason: "statement" },
    });
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["undeliverable", "voided"]);
    const booked = await shop.ctx.db.select().from(ledgerEntries);
    expect(booked.some(({ account }) => account === "suspected-loss")).toBe(true);
  });

  it("is settled once: the second word finds nothing to settle", async () => {
    const order = await doubtful();
    await shop.travel(11 * MINUTE);
    const both = await Promise.all(
      (["delivered", "undelivered"] as const).map((verdict) =>
        settleReview(staff("ann"), { ...order, form: said(verdict) }),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "not-in-review" } });
  });

  it("takes two of staff above the limit, and never the same one twice", async () => {
    const order = await doubtful();
    const form = said("delivered");
    expect(await settleReview(strict("ann"), { ...order, form })).toEqual({ ok: true, value: "proposed" });
    expect(await states(order.checkoutId)).toEqual(["review", "authorised"]);
    expect(await settleReview(strict("bob"), { ...order, form })).toMatchObject({
      failure: { code: "proposal-waits" },
    });
    const [proposal] = await shop.ctx.db.select().from(reviewProposals);
    const decide = (who: string) =>
      decideProposal(strict(who), { ...order, proposalId: proposal?.id ?? "", agree: true });
    expect(await decide("ann")).toMatchObject({ failure: { code: "same-person" } });
    expect(await decide("bob")).toEqual({ ok: true, value: "settled" });
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
    expect(await lastEvent()).toMatchObject({ actor: "staff:bob", data: { proposedBy: "ann" } });
    expect(await decide("bob")).toMatchObject({ failure: { code: "proposal-gone" } });
  });

  it("is open again once a proposal was withdrawn, by whomever", async () => {
    const order = await doubtful();
    await settleReview(strict("ann"), { ...order, form: said("delivered") });
    const [proposal] = await shop.ctx.db.select().from(reviewProposals);
    const withdrawn = await decideProposal(strict("ann"), {
      ...order,
      proposalId: proposal?.id ?? "",
      agree: false,
    });
    expect(withdrawn).toEqual({ ok: true, value: "withdrawn" });
    expect((await settleReview(strict("bob"), { ...order, form: said("delivered") })).ok).toBe(true);
    const actions = (await shop.ctx.db.select().from(staffActions)).map(({ actor, action }) => [
      actor,
      action,
    ]);
    expect(actions).toEqual([
      ["staff:ann", "proposed"],
      ["staff:ann", "proposal-withdrawn"],
      ["staff:bob", "proposed"],
    ]);
  });

  it("is nobody else's to settle", async () => {
    const order = await doubtful();
    const form = said("delivered");
    await expect(settleReview(shop.buyer, { ...order, form })).rejects.toThrow(NotPermitted);
    await expect(decideProposal(shop.ctx, { ...order, proposalId: "x", agree: true })).rejects.toThrow(
      NotPermitted,
    );
    await expect(askAgainNow(shop.buyer, order)).rejects.toThrow(NotPermitted);
    expect(await states(order.checkoutId)).toEqual(["review", "authorised"]);
  });

  it("cannot be called delivered without the code its buyer was promised", async () => {
    await shop.ctx.db.update(products).set({ kind: "pin" }).where(eq(products.id, shop.shelf.productId));
    const order = await doubtful();
    expect(await settleReview(staff("ann"), { ...order, form: said("delivered") })).toMatchObject({
      failure: { code: "code-missing" },
    });
    const form = said("delivered", { code: "1234-5678" });
    expect((await settleReview(staff("ann"), { ...order, form })).ok).toBe(true);
    const { order: row } = await shop.readRows(order.checkoutId);
    expect(JSON.parse(row.artefact ?? "null")).toEqual({ kind: "pin", code: "1234-5678" });
    expect(JSON.stringify(await lastEvent())).not.toContain("1234-5678");
  });

  it("cannot be asked about where nobody can be asked", async () => {
    const order = await doubtful();
    expect(await askAgainNow(staff("ann"), order)).toMatchObject({ failure: { code: "cannot-be-asked" } });
  });
});

describe("what staff said of an order, and late evidence", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "ours" } });
  });
  afterEach(async () => {
    await shop.close();
  });
  const ann = (): Shop["ctx"] => ({
    ...shop.ctx,
    actor: { kind: "staff", id: "ann", role: "owner", raised: true },
  });
  const reviewed = async () => {
    shop.supplier.answers.push(doubt);
    const order = await shop.order();
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await shop.travel(25 * 60 * MINUTE);
    await workOrder(shop.ctx, order.orderId);
    return order;
  };
  const hint = (eventId: string) =>
    workWebhook(shop.ctx, {
      source: "reloadly",
      eventId,
      type: "airtime_transaction.status",
      payload: { reference: shop.supplier.sent[0]?.reference },
    });

  it("not delivered, and delivered after all: not charged, and a person is told", async () => {
    const order = await reviewed();
    await shop.travel(5 * MINUTE);
    expect((await settleReview(ann(), { ...order, form: said("undelivered") })).ok).toBe(true);
    await workPayment(shop.ctx, order.paymentId);
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1" });
    await hint("late");
    const { order: row, payment } = await shop.readRows(order.checkoutId);
    expect([row.state, payment.state]).toEqual(["delivered", "lost"]);
    const told = (await shop.ctx.db.select().from(alertRows).orderBy(alertRows.at)).map(({ subject }) =>
      subject.replace(/^order:[^:]+:/, ""),
    );
    expect(told).toContain("delivered after the buyer was let go: not charged");
  });

  it("delivered, and taken back after all: refunded", async () => {
    const order = await reviewed();
    expect((await settleReview(ann(), { ...order, form: said("delivered") })).ok).toBe(true);
    await workPayment(shop.ctx, order.paymentId);
    const rejected: Finding = { kind: "rejected", failure: { code: "refused" }, retry: "never" };
    shop.supplier.findings.push(rejected);
    await hint("back");
    await workPayment(shop.ctx, order.paymentId);
    const { order: row, payment } = await shop.readRows(order.checkoutId);
    expect([row.state, payment.state]).toEqual(["undeliverable", "refunded"]);
  });

  it("may have the provider asked at once, which is kept with their name", async () => {
    const order = await reviewed();
    expect(await askAgainNow(ann(), order)).toEqual({ ok: true, value: null });
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-1" });
    await workOrder(shop.ctx, order.orderId);
    expect((await shop.readRows(order.checkoutId)).order.state).toBe("delivered");
    expect(await shop.ctx.db.select().from(staffActions)).toMatchObject([
      { actor: "staff:ann", action: "asked-provider", orderId: order.orderId },
    ]);
    expect(await askAgainNow(ann(), order)).toMatchObject({ failure: { code: "nothing-open" } });
    expect(await shop.ctx.db.select().from(attempts)).toHaveLength(1);
  });
});
