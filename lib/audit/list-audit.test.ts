import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Ctx } from "@/db/context";
import { orderEvents, orders, staffActions, users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { NotPermitted } from "@/lib/core/permissions";
import { seedOrders } from "@/lib/reports/testing";
import { listAudit, listAuditActions, streamAudit } from "./list-audit";
import { noteStaffAction } from "./note-staff-action";

let database: TestDatabase;
let ctx: Ctx;
const as = (id: string): Ctx => ({ ...ctx, actor: { kind: "staff", id, role: "owner" } });

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = database.ctx;
  await ctx.db.insert(users).values({ id: "ann", email: "ann@shop.test", role: "finance" });
  for (let n = 0; n < 7; n += 1)
    await noteStaffAction(as(n % 2 ? "ann" : "bob"), {
      action: n < 3 ? "let-through" : "price-changed",
      subject: { kind: "thing", id: `t${n}` },
      reason: `because ${n}`,
    });
});
afterAll(() => database.close());

const subjects = async (filter: Parameters<typeof listAudit>[1]) =>
  (await listAudit(as("owner"), filter)).rows.map(({ subject }) => subject?.id);

it("is read newest first, by who, what, subject and period", async () => {
  expect(await subjects({})).toEqual(["t6", "t5", "t4", "t3", "t2", "t1", "t0"]);
  expect(await subjects({ actor: "ann" })).toEqual(["t5", "t3", "t1"]);
  expect(await subjects({ action: "let-through" })).toEqual(["t2", "t1", "t0"]);
  expect(await subjects({ subject: "t4" })).toEqual(["t4"]);
  expect(await subjects({ actor: "ann", action: "let-through" })).toEqual(["t1"]);
  expect(await subjects({ from: "2999-01-01T00:00:00Z" })).toEqual([]);
  expect(await subjects({ until: "1999-01-01T00:00:00Z" })).toEqual([]);
  const { rows } = await listAudit(as("owner"), { subject: "t1" });
  expect(rows).toMatchObject([{ by: "ann@shop.test", actorId: "ann", reason: "because 1" }]);
  expect(await listAuditActions(as("owner"))).toEqual(["let-through", "price-changed"]);
});

it("is found by a part of the reason, in any letter case and as it is written, also of what a machine noted", async () => {
  const db = await createTestDatabase();
  const owner: Ctx = { ...db.ctx, actor: { kind: "staff", id: "ann", role: "owner" } };
  await db.ctx.db.transaction((tx) => seedOrders({ ...db.ctx, db: tx }, { count: 1 }));
  const [order] = await db.ctx.db.select().from(orders).limit(1);
  const on = { kind: "thing", id: "t" };
  await noteStaffAction(owner, { action: "let-through", subject: on, reason: "Known buyer, called back" });
  await noteStaffAction(owner, { action: "price-changed", subject: on, reason: "100% of it" });
  await noteStaffAction(owner, { action: "unexplained", subject: on });
  await db.ctx.db.insert(orderEvents).values({
    orderId: order?.id ?? "",
    seq: 9,
    event: "settled",
    to: "delivered",
    actor: "staff:bob",
    data: { note: "the buyer CALLED" },
  });
  const found = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(owner, filter)).rows.map(({ action }) => action).toSorted();
  expect(await found({ why: "called" })).toEqual(["let-through", "settled"]);
  expect(await found({ why: "KNOWN buyer" })).toEqual(["let-through"]);
  expect(await found({ why: "called", action: "settled" })).toEqual(["settled"]);
  // What stands for anything in a pattern stands for itself.
  expect(await found({ why: "100%" })).toEqual(["price-changed"]);
  expect(await found({ why: "1%t" })).toEqual([]);
  expect(await found({ why: "c_lled" })).toEqual([]);
  await db.close();
});

it("is found by an address in any writing, and by an order's public id, also of what its machine noted", async () => {
  const db = await createTestDatabase();
  const owner: Ctx = { ...db.ctx, actor: { kind: "staff", id: "ann", role: "owner" } };
  await db.ctx.db.insert(users).values({ id: "ann", email: "ann@shop.test", role: "owner" });
  await db.ctx.db.transaction((tx) => seedOrders({ ...db.ctx, db: tx }, { count: 2 }));
  const [order] = await db.ctx.db.select().from(orders).limit(1);
  const id = order?.id ?? "";
  await noteStaffAction(owner, { action: "let-through", subject: { kind: "order", id } });
  await noteStaffAction(owner, { action: "price-changed", subject: { kind: "thing", id: "t" } });
  await db.ctx.db
    .insert(orderEvents)
    .values({ orderId: id, seq: 9, event: "settled", to: "delivered", actor: "staff:bob" });
  const found = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(owner, filter)).rows.map(({ action }) => action).toSorted();
  expect(await found({ actor: "Ann@Shop.test" })).toEqual(["let-through", "price-changed"]);
  expect(await found({ actor: "nobody@shop.test" })).toEqual([]);
  expect(await found({ subject: order?.publicId ?? "" })).toEqual(["let-through", "settled"]);
  expect(await found({ subject: id })).toEqual(["let-through", "settled"]);
  expect(await found({ subject: "0".repeat(26) })).toEqual([]);
  await db.close();
});

it("pages on without gap or repetition, also where many share a moment", async () => {
  const db = await createTestDatabase();
  const owner: Ctx = { ...db.ctx, actor: { kind: "staff", id: "o", role: "owner" } };
  await db.ctx.db.execute(sql`insert into staff_actions (actor, action, subject_kind, subject_id, at)
    select 'staff:x', 'a', 'n', n::text, date_trunc('hour', app_now()) from generate_series(1, 25) n`);
  const seen: string[] = [];
  let before: { at: string; key: string } | undefined;
  do {
    const page = await listAudit(owner, before ? { before } : {}, { limit: 4 });
    seen.push(...page.rows.map(({ subject }) => subject?.id ?? ""));
    before = page.next ?? undefined;
  } while (before);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => String(25 - n)));
  const streamed = [];
  for await (const rows of streamAudit(owner, {})) streamed.push(...rows);
  expect(streamed).toHaveLength(25);
  await db.close();
});

it("is nobody's who may not, and is never changed", async () => {
  const support: Ctx = { ...ctx, actor: { kind: "staff", id: "s", role: "support" } };
  await expect(listAudit(support, {})).rejects.toThrow(NotPermitted);
  await expect(ctx.db.update(staffActions).set({ reason: "other" })).rejects.toThrow();
  await expect(ctx.db.delete(staffActions)).rejects.toThrow();
});

it("a large log is read by its indexes alone", async () => {
  const db = await createTestDatabase();
  await db.ctx.db.execute(sql`insert into staff_actions (actor, action, subject_kind, subject_id, at)
    select 'staff:' || n % 50, 'a' || n % 30, 'n', n::text, app_now() - n * interval '1 minute' from generate_series(1, 20000) n`);
  await db.ctx.db.execute(sql`analyze staff_actions`);
  const said: string[] = [];
  for (const filter of ["true", "actor = 'staff:7'", "action = 'a3'", "subject_id = '77'"]) {
    const plan = await db.ctx.db.execute<{ "QUERY PLAN": string }>(
      sql.raw(`explain select * from staff_actions e where ${filter}
        order by e.at desc, 'a' || lpad(e.id::text, 20, '0') desc limit 51`),
    );
    said.push(...[...plan].map((row) => row["QUERY PLAN"]));
  }
  expect(said.join("\n")).not.toContain("Seq Scan");
  await db.close();
});
