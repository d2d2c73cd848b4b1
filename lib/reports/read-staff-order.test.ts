import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import {
  attempts,
  importRuns,
  lookups,
  mails,
  orderEvents,
  orders,
  payments,
  providerOperators,
  providerStates,
  recipients,
  supplyCircuits,
  users,
} from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { STAFF_ROLES } from "@/lib/core/permissions";
import { readDesk } from "./read-desk";
import { rollUpAttempts } from "./roll-up-attempts";
import { readStaffOrder } from "./read-staff-order";
import { seedOrders } from "./testing";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner", raised: true } };
  const seed = (count: number, state: string) =>
    database.ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count, state }));
  await seed(4, "delivered");
  await seed(10, "review");
  await seed(2, "in_doubt");
});

afterAll(() => database.close());

/** One of the four, each test its own. */
async function delivered(n: 1 | 2 | 3 | 4) {
  const mine = and(eq(orders.state, "delivered"), eq(orders.number, `+234803120000${n}`));
  const [order] = await ctx.db.select().from(orders).where(mine);
  if (!order) throw new Error("No order");
  return order;
}

test.each(STAFF_ROLES)("an order opens for %s, who may read the books or may not", async (role) => {
  const order = await delivered(1);
  const view = await readStaffOrder({ ...ctx, actor: { kind: "staff", id: "u1", role } }, { id: order.id });
  expect(view?.number).toBe(order.number);
});

test("one order tells who it is for, what was tried and what the money did", async () => {
  const order = await delivered(1);
  const view = await readStaffOrder(ctx, { id: order.id });
  expect(view).toMatchObject({
    number: order.number,
    email: order.email,
    state: "delivered",
    money: "charged",
    attempts: [{ n: 1, provider: "reloadly", state: "delivered" }],
    payment: { state: "captured", amount: { minor: 1142, currency: "USD" } },
    intents: [{ kind: "capture", state: "intended", amount: { minor: 1142, currency: "USD" } }],
    ledger: [{ account: "card-holds" }, { account: "buyers-held" }],
    mails: [{ template: "receipt", state: "sent" }],
  });
  expect(view?.events.map(({ of, seq }) => `${of} ${seq}`).toSorted()).toEqual([
    "order 1",
    "order 2",
    "order 3",
    "payment 1",
  ]);
});

test("what routing passed over stands with the try it was passed over for, and at the end", async () => {
  const order = await delivered(3);
  const passedOver = [{ provider: "telecom", why: "circuit-open" }];
  const event = { orderId: order.id, to: "sending", actor: "system:worker" };
  await ctx.db.insert(orderEvents).values([
    { ...event, seq: 50, event: "claimed", data: { attempt: 1, passedOver } },
    {
      ...event,
      seq: 51,
      event: "no_route",
      data: { passedOver: [{ provider: "bitrefill", why: "float-low" }, 7] },
    },
  ]);
  await ctx.db
    .update(attempts)
    .set({
      outcome: { kind: "in-doubt", why: "timeout" },
      expectedMicros: 6_500_000,
      expectedCurrency: "USD",
    })
    .where(eq(attempts.orderId, order.id));
  expect(await readStaffOrder(ctx, { id: order.id })).toMatchObject({
    attempts: [{ passedOver, verdict: "timeout", expected: { micros: 6_500_000, currency: "USD" } }],
    passedAtEnd: [{ provider: "bitrefill", why: "float-low" }],
  });
});

test("the number comes with what was known when it was typed, and what providers say of it", async () => {
  const order = await delivered(2);
  const number = order.number ?? "";
  await ctx.db.insert(lookups).values([
    {
      number,
      provider: "telecom",
      country: "NG",
      providerOperatorId: "1",
      name: "MTN",
      supports: ["bundle"],
    },
    { number, provider: "bitrefill", country: "NG" },
    { number: "+2348030000000", provider: "bitrefill", country: "NG" },
  ]);
  await ctx.db.update(recipients).set({
    refuses: ["airtime"],
    candidates: [{ operatorId: null, name: "Smile", said: ["telecom"] }],
  });
  expect((await readStaffOrder(ctx, { id: order.id }))?.lookedUp).toEqual({
    confidence: "prefix-only",
    prefixName: null,
    candidates: [{ name: "Smile", said: ["telecom"] }],
    refuses: ["airtime"],
    typedAt: expect.any(String),
    lookups: [
      { provider: "bitrefill", name: null, supports: null, askedAt: expect.any(String) },
      { provider: "telecom", name: "MTN", supports: ["bundle"], askedAt: expect.any(String) },
    ],
  });
});

test("nothing that opens an artefact or the buyer's page leaves the database", async () => {
  const order = await delivered(2);
  await ctx.db.update(orders).set({ artefact: "SEALED-ARTEFACT" }).where(eq(orders.id, order.id));
  await ctx.db
    .update(attempts)
    .set({ outcome: { kind: "delivered", pinCode: "1234-5678", pin: { code: "9999" }, note: "fine" } })
    .where(eq(attempts.orderId, order.id));
  const view = await readStaffOrder(ctx, { id: order.id });
  const text = JSON.stringify(view);
  for (const secret of ["SEALED-ARTEFACT", "1234-5678", "9999", order.publicId, "guest-secret"])
    expect(text).not.toContain(secret);
  expect(view).toMatchObject({
    hasArtefact: true,
    attempts: [{ outcome: { kind: "delivered", note: "fine" } }],
  });
  expect(view?.events.find(({ of }) => of === "order")?.actor).toBe("buyer");
});

test("a member of staff is named by their address", async () => {
  const order = await delivered(3);
  await ctx.db.insert(users).values({ id: "u7", email: "ada@shop.test", role: "owner" });
  await ctx.db
    .insert(orderEvents)
    .values({ orderId: order.id, seq: 99, event: "reversed", to: "undeliverable", actor: "staff:u7" });
  const view = await readStaffOrder(ctx, { id: order.id });
  expect(view?.events.find(({ seq }) => seq === 99)?.actor).toBe("ada@shop.test");
});

test.each([["x"], [newId()], ["' or 1=1"]])("%s is no order", async (id) => {
  expect(await readStaffOrder(ctx, { id })).toBeNull();
});

test("the desk counts what needs a person and shows who waited longest", async () => {
  const past = sql`app_now() - interval '5 minutes'`;
  const doubtful = await ctx.db.select({ id: orders.id }).from(orders).where(eq(orders.state, "in_doubt"));
  const [late, soon] = doubtful.map(({ id }) => id);
  if (!late || !soon) throw new Error("No orders");
  await ctx.db.update(orders).set({ nextActionAt: past }).where(eq(orders.id, late));
  await ctx.db
    .update(orders)
    .set({ nextActionAt: sql`app_now() + interval '5 minutes'` })
    .where(eq(orders.id, soon));
  const [trouble] = await ctx.db.select({ id: payments.id }).from(payments).limit(1);
  await ctx.db
    .update(payments)
    .set({ disputed: true })
    .where(eq(payments.id, trouble?.id ?? ""));
  await ctx.db.insert(mails).values({
    id: newId(),
    dedupeKey: "given-up",
    template: "sign-in",
    to: "owner@shop.test",
    data: { link: "sealed" },
    state: "failed",
  });
  const desk = await readDesk(ctx);
  expect(desk.review.total).toBe(10);
  expect(desk.review.rows).toHaveLength(8);
  const times = desk.review.rows.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted());
  expect(desk.inDoubt.total).toBe(2);
  expect(desk.late).toMatchObject({ total: 1, rows: [{ id: late }] });
  expect(desk.payments).toMatchObject({ total: 1, rows: [{ disputed: true }] });
  expect(desk.failedMails).toMatchObject({ total: 1, rows: [{ maskedTo: "o··@shop.test" }] });
  expect(JSON.stringify(desk)).not.toContain("sealed");
});

test("the desk shows how providers stand, and whose operators nobody knows", async () => {
  const provider = (name: string) =>
    readDesk(ctx).then((desk) => desk.providers.find((one) => one.provider === name));
  await ctx.db.insert(importRuns).values([
    { id: newId(), provider: "telecom", state: "finished", finishedAt: new Date() },
    { id: newId(), provider: "bitrefill", state: "failed", finishedAt: new Date() },
  ]);
  expect(await provider("telecom")).toMatchObject({ needsLook: false, float: null, circuits: [] });
  expect(await provider("bitrefill")).toMatchObject({ needsLook: true, silent: true });

  const float = { floatMicros: 30_000_000, floatClaimedMicros: 10_000_000, floatCurrency: "USD" };
  await ctx.db.insert(providerStates).values({ provider: "telecom", ...float });
  expect(await provider("telecom")).toMatchObject({
    needsLook: false,
    float: { micros: 20_000_000, currency: "USD" },
    spent: null,
  });
  const order = await delivered(4);
  await ctx.db.execute(sql`
    insert into attempts (id, order_id, n, offer_id, provider, reference, state, request, request_hash, number, lease_token,
      lease_until, cost_micros, cost_currency)
    select ${newId()}::uuid, order_id, 2, offer_id, 'telecom', 'hl-second-2', state, request, request_hash, number, lease_token,
      lease_until, 20000001, 'USD' from attempts where order_id = ${order.id}`);
  await rollUpAttempts(ctx);
  expect(await provider("telecom")).toMatchObject({
    needsLook: true,
    floatLow: true,
    spent: { micros: 20_000_001 },
  });

  await ctx.db.update(providerStates).set({
    floatMicros: 90_000_000,
    pausedUntil: sql`app_now() + interval '2 minutes'`,
    pausedWhy: "credentials",
  });
  expect(await provider("telecom")).toMatchObject({
    needsLook: true,
    floatLow: false,
    paused: { why: "credentials" },
  });
  await ctx.db.update(providerStates).set({ pausedUntil: sql`app_now() - interval '2 minutes'` });
  expect(await provider("telecom")).toMatchObject({ needsLook: false, paused: null });
  const circuit = { operatorId: order.operatorId, failures: 5, why: "timeout", retryAt: sql`app_now()` };
  await ctx.db.insert(supplyCircuits).values([
    { ...circuit, provider: "telecom", state: "open" },
    { ...circuit, provider: "bitrefill", state: "closed" },
  ]);
  expect(await provider("telecom")).toMatchObject({
    needsLook: true,
    circuits: [{ operator: "MTN", country: "NG", why: "timeout", retryAt: expect.any(String) }],
  });
  expect((await provider("bitrefill"))?.circuits).toEqual([]);

  const named = { provider: "telecom", country: "NG", currency: "NGN" };
  await ctx.db.insert(providerOperators).values([
    { ...named, id: newId(), providerOperatorId: "u1", name: "Airtell", suggestions: ["Airtel"] },
    { ...named, id: newId(), providerOperatorId: "u2", name: "Left out", mappedBy: "staff" },
  ]);
  expect((await readDesk(ctx)).unmapped).toEqual({
    total: 1,
    rows: [{ provider: "telecom", country: "NG", name: "Airtell", suggestions: ["Airtel"] }],
  });
});

test("an accepted order is on the desk once staff were told of it", async () => {
  await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: 2, state: "accepted" }));
  expect((await readDesk(ctx)).overdue.total).toBe(0);
  const [order] = await ctx.db.select({ id: orders.id }).from(orders).where(eq(orders.state, "accepted"));
  await ctx.db
    .update(orders)
    .set({ alertedAt: sql`app_now()` })
    .where(eq(orders.id, order?.id ?? ""));
  expect((await readDesk(ctx)).overdue).toMatchObject({ total: 1, rows: [{ id: order?.id }] });
});
