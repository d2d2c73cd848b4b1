import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { blocks, checkouts, orderEvents, orders, payments, staffActions } from "@/db/schema";
import type { StaffRole } from "@/lib/core/permissions";
import { block, changeLimits, liftBlock, readLimits } from "@/lib/customers";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { LIMITS, type Limits } from "@/lib/risk";
import { openTestCart } from "./open-test-cart";

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  // Time was moved ahead: whatever is open is looked at, as the worker would.
  for (const { id } of await shop.ctx.db.select().from(payments)) await workPayment(shop.ctx, id);
  for (const { id } of await shop.ctx.db.select().from(orders)) await workOrder(shop.ctx, id);
  await shop.close();
});

const { start, pay } = openTestCart(() => shop);
const as = (id: string, role: StaffRole = "owner"): Shop["ctx"] => ({
  ...shop.ctx,
  actor: { kind: "staff", id, role, raised: true },
});
const codeOf = (result: { ok: boolean; failure?: { code: string } }) =>
  result.ok ? "ok" : (result.failure?.code ?? "");
const reason = "charged back twice";
const NUMBER = "+2348031234567";
const most = (of: keyof Limits, count: number): Limits => ({
  ...LIMITS,
  [of]: { ...LIMITS[of], day: { ...LIMITS[of].day, orders: count } },
});

it("whom staff block is refused when pay is pressed, until it ends or is lifted", async () => {
  await expect(
    block(as("vic", "viewer"), { kind: "number", value: NUMBER, reason, hours: 1 }),
  ).rejects.toThrow("Not permitted");
  const checkoutId = await start();
  const blocked = async (kind: "number" | "email" | "buyer", value: string, hours: number | null) => {
    const done = await block(as("ann"), { kind, value, reason, hours });
    if (!done.ok) throw new Error(done.failure.code);
    return done.value.id;
  };
  const id = await blocked("number", NUMBER, null);
  expect(await pay(checkoutId)).toBe("recipient-blocked");
  expect(codeOf(await block(as("bob"), { kind: "number", value: NUMBER, reason, hours: 1 }))).toBe(
    "already-blocked",
  );
  const both = await Promise.all(["ann", "bob"].map((who) => liftBlock(as(who), { id, reason })));
  expect(both.map(codeOf).toSorted()).toEqual(["not-blocked", "ok"]);
  await blocked("email", "AMA@example.org", null);
  expect(await pay(checkoutId)).toBe("buyer-blocked");
  await shop.ctx.db.delete(blocks).where(eq(blocks.key, "email:ama@example.org"));
  await blocked("buyer", "guest-1", 1);
  expect(await pay(checkoutId)).toBe("buyer-blocked");
  await shop.travel(61 * 60_000);
  expect(await pay(await start())).toBe("ok");
  // One that has ended makes room for the next.
  expect(codeOf(await block(as("bob"), { kind: "buyer", value: "guest-1", reason, hours: 1 }))).toBe("ok");
  const kept = (await shop.ctx.db.select().from(staffActions)).map(({ action }) => action);
  expect(kept).toEqual(["blocked", "unblocked", "blocked", "blocked", "blocked"]);
});

it("who is blocked after paying is turned away before anything is sent, and the hold is released", async () => {
  const order = await shop.order();
  await block(as("ann"), { kind: "number", value: NUMBER, reason, hours: null });
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
  await workPayment(shop.ctx, order.paymentId);
  const { order: row, payment } = await shop.readRows(order.checkoutId);
  expect([row.state, payment.state]).toEqual(["undeliverable", "voided"]);
  expect(shop.supplier.sent).toHaveLength(0);
  const events = await shop.ctx.db.select().from(orderEvents).where(eq(orderEvents.event, "turned_away"));
  expect(events[0]?.data).toMatchObject({ why: "blocked", what: "number" });
});

it("a card that several buyers use holds its limit once it is held; in a shop where cards know none it does not", async () => {
  const limits = most("card", 1);
  expect(codeOf(await changeLimits(as("ann"), { from: 0, limits, note: "stolen cards" }))).toBe("ok");
  const buy = async (ctx: Shop["ctx"]) => {
    const order = await shop.order(await shop.anotherRecipient());
    // Another browser and address each time: only the card tells.
    await shop.ctx.db
      .update(checkouts)
      .set({ buyerId: `guest-${order.orderId}` })
      .where(eq(checkouts.id, order.checkoutId));
    shop.stripe.hold(order.sessionId, { card: { brand: "visa", last4: "4242", fingerprint: "fp-1" } });
    await workPayment(ctx, order.paymentId);
    await workPayment(ctx, order.paymentId);
    await workOrder(ctx, order.orderId);
    const rows = await shop.readRows(order.checkoutId);
    return [rows.order.state, rows.payment.state];
  };
  expect(await buy(shop.ctx)).toEqual(["delivered", "captured"]);
  expect(await buy(shop.ctx)).toEqual(["undeliverable", "voided"]);
  const events = await shop.ctx.db.select().from(orderEvents).where(eq(orderEvents.event, "turned_away"));
  expect(events[0]?.data).toMatchObject({ why: "card-limit", span: "day", what: "orders", most: 1 });
  expect(await buy({ ...shop.ctx, unlimited: ["card"] })).toEqual(["delivered", "captured"]);
});

it("limits are rows: the newest counts, two who change them at once are told, and what is no limit is refused", async () => {
  expect(await readLimits(shop.ctx)).toEqual({ version: 0, limits: LIMITS });
  const change = (who: string, limits: Limits, from = 0, note = "as agreed") =>
    changeLimits(as(who), { from, limits, note });
  const less = most("recipient", 1);
  expect(codeOf(await change("ann", less, 0, ""))).toBe("note-missing");
  const upsideDown = { ...less, buyer: { ...less.buyer, week: less.buyer.day, month: less.card.day } };
  const broken = { ...upsideDown, buyer: { ...upsideDown.buyer, day: LIMITS.buyer.month } };
  expect(codeOf(await change("ann", broken))).toBe("limits-invalid");
  const both = await Promise.all([change("ann", less), change("bob", most("buyer", 1))]);
  expect(both.map(codeOf).toSorted()).toEqual(["limits-changed", "ok"]);
  const { version, limits } = await readLimits(shop.ctx);
  expect(version).toBe(1);
  expect(codeOf(await change("eve", less, 1))).toBe("ok");
  expect([limits.buyer.day.orders, limits.recipient.day.orders]).toContain(1);
  await shop.order();
  await shop.travel(16 * 60_000);
  expect(await pay(await start())).toBe("limit-reached");
  const [kept] = await shop.ctx.db.select({ judged: checkouts.judged }).from(checkouts);
  expect(kept?.judged).toEqual(
    expect.arrayContaining([expect.objectContaining({ of: "recipient", orders: { used: 1, most: 1 } })]),
  );
});
