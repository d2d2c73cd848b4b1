import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { attempts, caseDecisions, offers, orderEvents, staffActions, users } from "@/db/schema";
import { FactorNeeded } from "@/lib/core/permissions";
import { createPolicy } from "@/lib/core/policy";
import { fail, ok } from "@/lib/core/result";
import { readStaffOrder } from "@/lib/reports";
import { cancelByStaff } from "./cancel-by-staff";
import { carryOutDecision, carryOutDue } from "./carry-out-decision";
import { decideRefund, readRefundTerms, refundByStaff } from "./pay-back";
import { readWaitingTerms, sendThrough } from "./send-through";
import { accepted, codeOf, doubt, down, openTestStaff } from "./open-test-staff";
import { openTestShop, type Shop } from "./testing";
import { decideCase, takeCase, undoDecision, workCaseNow } from "./work-case";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

let shop: Shop;
const { as, pay, charge } = openTestStaff(() => shop);
const strict = (id: string) => as(id, "owner", { policy: createPolicy(1, { fourEyesAboveUsd: 1 }) });
const states = async (checkoutId: string) => {
  const { order, payment } = await shop.readRows(checkoutId);
  return [order.state, payment.state];
};
const acts = async () => (await shop.ctx.db.select().from(staffActions)).map(({ action }) => action);

afterEach(async () => {
  await shop.close();
});

describe("an order that waits", () => {
  beforeEach(async () => {
    shop = await openTestShop({ rivals: [{ name: "bitrefill", costMinor: 640 }] });
  });
  const offerOf = async (provider: string) =>
    (await shop.ctx.db.select().from(offers).where(eq(offers.provider, provider)))[0]?.id ?? "";

  it("goes through the offer that staff choose, once, and only while nothing of it can have been bought", async () => {
    shop.rivals[0]?.answers.push(down);
    const order = await pay();
    expect(await states(order.checkoutId)).toEqual(["authorised", "authorised"]);
    const terms = await readWaitingTerms(as("ann"), order);
    expect(terms?.ways.map(({ provider, why, tried }) => [provider, why, tried])).toEqual([
      ["bitrefill", null, true],
      ["reloadly", null, false],
    ]);
    const input = {
      orderId: order.orderId,
      offerId: await offerOf("reloadly"),
      version: terms?.version ?? 0,
    };
    expect(codeOf(await sendThrough(as("ann"), { ...input, version: 1 }))).toBe("order-changed");
    const both = await Promise.all([sendThrough(as("ann"), input), sendThrough(as("bob"), input)]);
    expect(both.map(codeOf)).toEqual(["ok", "ok"]);
    const sent = shop.supplier.sent.length;
    await workOrder(shop.ctx, order.orderId);
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(sent + 1);
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
    expect(codeOf(await sendThrough(as("ann"), input))).toBe("not-waiting");
  });

  it.each([
    ["in doubt", doubt],
    ["accepted", accepted],
  ])("%s it is never sent another way, whatever staff press", async (_, answer) => {
    shop.rivals[0]?.answers.push(answer);
    const order = await pay();
    const { order: row } = await shop.readRows(order.checkoutId);
    const input = { orderId: order.orderId, offerId: await offerOf("reloadly"), version: row.version };
    expect(codeOf(await sendThrough(as("ann"), input))).toBe("may-be-bought");
    expect(codeOf(await cancelByStaff(as("ann"), { ...input, note: "the buyer asked" }))).toMatch(/^cancel-/);
    expect(await readWaitingTerms(as("ann"), order)).toBeNull();
    await workOrder(shop.ctx, order.orderId);
    expect(shop.supplier.sent).toHaveLength(0);
    expect(await shop.ctx.db.select().from(attempts)).toHaveLength(1);
  });

  it("is cancelled by staff as by its buyer: nothing is sent, and the hold is released", async () => {
    shop.rivals[0]?.answers.push(down);
    const order = await pay();
    const { version } = (await shop.readRows(order.checkoutId)).order;
    const input = { orderId: order.orderId, version, note: "the buyer asked by mail" };
    expect(codeOf(await cancelByStaff(as("ann"), { ...input, note: "" }))).toBe("note-missing");
    const unraised = as("ann", "support", { actor: { kind: "staff", id: "ann", role: "support" } });
    await expect(cancelByStaff(unraised, input)).rejects.toThrow(FactorNeeded);
    await expect(sendThrough(unraised, { ...input, offerId: "" })).rejects.toThrow(FactorNeeded);
    const both = await Promise.all([cancelByStaff(as("ann"), input), cancelByStaff(as("bob"), input)]);
    expect(both.map(codeOf).toSorted()).toEqual(["cancel-cancelled", "ok"]);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["cancelled", "voided"]);
  });
});

describe("money that is given back", () => {
  beforeEach(async () => {
    shop = await openTestShop();
  });

  it("in parts, each once, never more than was charged, and told as one sum", async () => {
    const order = await charge();
    const terms = await readRefundTerms(as("ann"), order);
    const left = terms?.left.minor ?? 0;
    const version = terms?.version ?? 0;
    const note = "half of it as goodwill";
    const give = (amountMinor: number, from = version) =>
      refundByStaff(as("ann"), { orderId: order.orderId, note, amountMinor, version: from });
    expect(codeOf(await give(left + 1))).toBe("refund-amount");
    expect(codeOf(await give(0))).toBe("refund-amount");
    const both = await Promise.all([give(200), give(200)]);
    expect(both.map(codeOf).toSorted()).toEqual(["money-moves", "ok"]);
    await workPayment(shop.ctx, order.paymentId);
    expect(codeOf(await give(200))).toBe("money-changed");
    const after = await readRefundTerms(as("ann"), order);
    expect(after?.left.minor).toBe(left - 200);
    expect(codeOf(await give(left - 199, after?.version))).toBe("refund-amount");
    expect(codeOf(await give(left - 200, after?.version))).toBe("ok");
    await workPayment(shop.ctx, order.paymentId);
    expect(await readRefundTerms(as("ann"), order)).toBeNull();
    expect(shop.stripe.refunds).toHaveLength(2);
    expect((await shop.readRows(order.checkoutId)).payment.refundedMinor).toBe(left);
    const view = await readStaffOrder(as("ann"), { id: order.orderId });
    expect(view?.stops.at(-1)).toMatchObject({ stop: "refunded", amount: { minor: left } });
  });

  it("above the limit by two of staff also where it goes back in parts", async () => {
    const order = await charge();
    const give = async (amountMinor: number) => {
      const given = await refundByStaff(strict("ann"), {
        orderId: order.orderId,
        note: "goodwill",
        amountMinor,
      });
      if (given.ok) await workPayment(shop.ctx, order.paymentId);
      return given.ok ? given.value : given.failure.code;
    };
    expect([await give(60), await give(40), await give(1)]).toEqual(["refunding", "refunding", "proposed"]);
    expect(shop.stripe.refunds).toHaveLength(2);
  });

  it("above the limit by two of staff, and never by the same one twice", async () => {
    const order = await charge();
    const note = "they never got it";
    const ask = (who: string) => refundByStaff(strict(who), { orderId: order.orderId, note });
    expect(await ask("ann")).toEqual({ ok: true, value: "proposed" });
    expect(codeOf(await ask("bob"))).toBe("refund-waits");
    expect(shop.stripe.refunds).toHaveLength(0);
    const view = await readStaffOrder(as("bob"), { id: order.orderId });
    const proposalId = view?.refundProposal?.id ?? "";
    const decide = (who: string, agree: boolean) =>
      decideRefund(strict(who), { orderId: order.orderId, proposalId, agree });
    expect(codeOf(await decide("ann", true))).toBe("same-person");
    const both = await Promise.all([decide("bob", true), decide("eve", true)]);
    expect(both.map(codeOf).toSorted()).toEqual(["money-moves", "ok"]);
    await workPayment(shop.ctx, order.paymentId);
    expect(await states(order.checkoutId)).toEqual(["delivered", "refunded"]);
    expect(codeOf(await decide("eve", false))).toBe("refund-gone");
  });
});

describe("a case", () => {
  beforeEach(async () => {
    shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none" } });
    for (const id of ["ann", "bob"])
      await shop.ctx.db.insert(users).values({ id, email: `${id}@homeline.test`, role: "support" });
  });
  const typed = {
    verdict: "delivered",
    reason: "statement",
    note: "line 14 of their statement",
    operatorReference: "",
    code: "",
  };

  it("is one person's at a time, and carried out ten seconds after it was decided", async () => {
    const order = await pay(doubt);
    const { orderId } = order;
    const both = await Promise.all(
      ["ann", "bob"].map((who) => takeCase(as(who, "support"), { orderId, over: false })),
    );
    expect(both.map(codeOf).toSorted()).toEqual(["ok", "somebody-else"]);
    const [mine, theirs] = both[0]?.ok ? ["ann", "bob"] : ["bob", "ann"];
    expect(codeOf(await decideCase(as(theirs, "support"), { orderId, kind: "settle", typed }))).toBe(
      "somebody-else",
    );
    const bare = { ...typed, note: "" };
    expect(codeOf(await decideCase(as(mine, "support"), { orderId, kind: "settle", typed: bare }))).toBe(
      "note-missing",
    );
    const decided = await decideCase(as(mine, "support"), { orderId, kind: "settle", typed });
    expect(codeOf(decided)).toBe("ok");
    expect(codeOf(await decideCase(as(mine, "support"), { orderId, kind: "settle", typed }))).toBe(
      "decision-waits",
    );
    await carryOutDue(shop.ctx);
    expect((await states(order.checkoutId))[0]).toBe("review");
    await shop.travel(10_500);
    expect(await carryOutDue(shop.ctx)).toBe(1);
    expect(await states(order.checkoutId)).toEqual(["delivered", "capturing"]);
    const last = (await shop.ctx.db.select().from(orderEvents).orderBy(orderEvents.seq)).at(-1);
    expect(last).toMatchObject({ event: "staff_says_delivered", actor: `staff:${mine}` });
    const id = decided.ok ? decided.value.id : "";
    expect(codeOf(await undoDecision(as(mine, "support"), { decisionId: id }))).toBe("decision-gone");
    await carryOutDecision(shop.ctx, { id });
    expect(await acts()).toEqual(expect.arrayContaining(["case-decided"]));
  });

  it("is settled on the order's own page by nobody else while it is somebody's", async () => {
    const { orderId } = await pay(doubt);
    const work = (who: string, done: { ok: boolean }) =>
      workCaseNow(as(who, "support"), orderId, async () =>
        done.ok ? ok(null) : fail({ code: "note-missing" as const }),
      );
    await takeCase(as("ann", "support"), { orderId, over: false });
    expect(codeOf(await work("bob", { ok: true }))).toBe("somebody-else");
    expect(codeOf(await work("ann", { ok: false }))).toBe("note-missing");
    expect(codeOf(await work("bob", { ok: true }))).toBe("somebody-else");
    expect(codeOf(await work("ann", { ok: true }))).toBe("ok");
    expect(codeOf(await work("bob", { ok: true }))).toBe("ok");
  });

  it("can be taken back, taken over, and says why it could not be done", async () => {
    const order = await pay(doubt);
    const { orderId } = order;
    const decide = (who: string, verdict = "delivered") =>
      decideCase(as(who, "support"), { orderId, kind: "settle", typed: { ...typed, verdict } });
    const first = await decide("ann");
    const decisionId = first.ok ? first.value.id : "";
    expect(codeOf(await undoDecision(as("bob", "support"), { decisionId }))).toBe("not-yours");
    expect(codeOf(await undoDecision(as("ann", "support"), { decisionId }))).toBe("ok");
    await shop.travel(11_000);
    expect(await carryOutDue(shop.ctx)).toBe(0);
    expect(codeOf(await takeCase(as("bob", "support"), { orderId, over: true }))).toBe("ok");
    expect(codeOf(await decide("ann"))).toBe("somebody-else");
    expect(await acts()).toContain("case-taken-over");
    // Too early to be called undelivered: the verb refuses when it is carried out.
    expect(codeOf(await decide("bob", "undelivered"))).toBe("ok");
    await shop.travel(11_000);
    await carryOutDue(shop.ctx);
    const rows = await shop.ctx.db.select().from(caseDecisions).orderBy(caseDecisions.decidedAt);
    expect(rows.map(({ state, failure }) => [state, failure])).toEqual([
      ["undone", null],
      ["refused", "too-early"],
    ]);
    // Who is of staff no more decides nothing.
    expect(codeOf(await decide("bob"))).toBe("ok");
    await shop.ctx.db.update(users).set({ role: "viewer" }).where(eq(users.id, "bob"));
    await shop.travel(11_000);
    await carryOutDue(shop.ctx);
    expect((await states(order.checkoutId))[0]).toBe("review");
  });
});
