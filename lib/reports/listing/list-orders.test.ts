import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { attempts, moneyIntents, orders, payments } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { money } from "@/lib/core/money";
import { NotPermitted } from "@/lib/core/permissions";
import { listOrders, type OrderListInput } from "./list-orders";
import { readDesk } from "../read-desk";
import { readOrderSearch } from "./read-order-search";
import { foldFigures } from "../rollups/fold-figures";
import { readOrderFilters } from "./read-order-filters";
import type { OrderFilters } from "./types";
import { readStaffOrder } from "../read-staff-order";
import { seedOrders } from "../testing";

const OWNER = { kind: "staff", id: "u1", role: "owner", raised: true } as const;
const COUNT = 12_000;

let database: TestDatabase;
let ctx: Ctx;
let known: typeof orders.$inferSelect;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: OWNER };
  // One connection, so that the seed's temporary table is seen.
  await database.ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: COUNT }));
  await database.ctx.db.transaction((tx) =>
    seedOrders({ ...ctx, db: tx }, { count: 25, state: "review", sameTime: true }),
  );
  await foldFigures(ctx);
  await ctx.db.execute(sql`analyze`);
  const [row] = await ctx.db.select().from(orders).where(eq(orders.number, "+2348031200777"));
  if (!row) throw new Error("No order");
  known = row;
}, 60_000);

afterAll(() => database.close());

const list = (input: Partial<OrderListInput> = {}) =>
  listOrders(ctx, { search: { by: "nothing" }, limit: 10, ...input });

const search = async (typed: string) => {
  const { rows } = await list({ search: readOrderSearch(typed) });
  return rows.map(({ id }) => id);
};

describe("search", () => {
  test.each([
    ["+234 803 120 0777"],
    ["00234 803 120 0777"],
    ["234-803-120-0777"],
    ["0803 120 0777"],
    ["(0803) 120.0777"],
    ["tel:+2348031200777"],
    ["٠٨٠٣١٢٠٠٧٧٧"],
    ["buyer777@example.org"],
    ["  BUYER777@EXAMPLE.ORG "],
  ])("finds the order by %s", async (typed) => {
    expect(await search(typed)).toEqual([known.id]);
  });

  test("finds it by its id, its checkout's, its public id, our reference and Stripe's ids", async () => {
    const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.orderId, known.id));
    const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, known.checkoutId));
    const ids = [known.id, known.id.toUpperCase(), known.checkoutId, known.publicId, attempt?.reference];
    for (const typed of [...ids, payment?.paymentIntentId, payment?.sessionId])
      expect(await search(typed ?? "")).toEqual([known.id]);
  });

  test.each([["mama"], ["0803"], ["hl-nothing-9"], ["pi_nothing"], ["'; drop table orders --"], ["%"]])(
    "%s finds nothing",
    async (typed) => {
      expect(await search(typed)).toEqual([]);
    },
  );

  test("finds it by the operator's and the provider's own ids, and by Stripe's of a refund", async () => {
    await ctx.db.update(orders).set({ operatorReference: "OP-77" }).where(eq(orders.id, known.id));
    await ctx.db
      .update(attempts)
      .set({ providerReference: "99887766" })
      .where(eq(attempts.orderId, known.id));
    const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, known.checkoutId));
    await ctx.db
      .update(moneyIntents)
      .set({ stripeId: "re_77" })
      .where(eq(moneyIntents.paymentId, payment?.id ?? ""));
    for (const typed of ["OP-77", "99887766", "re_77"]) expect(await search(typed)).toEqual([known.id]);
  });

  test.each(["11.42", "USD 11.42", "11,42 usd", "$11.42"])("finds what was paid with %s", async (typed) => {
    const { rows } = await list({ search: readOrderSearch(typed), limit: 3 });
    expect(rows).toHaveLength(3);
    expect(rows[0]?.total).toEqual({ minor: 1142, currency: "USD" });
  });

  test.each(["11.43", "EUR 11.42", "KWD 11.42"])("nothing was paid with %s", async (typed) => {
    expect(await search(typed)).toEqual([]);
  });

  test("numbers and addresses are masked in the list", async () => {
    const { rows } = await list({ search: readOrderSearch("buyer777@example.org") });
    expect(JSON.stringify(rows)).not.toContain("1200777");
    expect(rows[0]).toMatchObject({
      to: { by: "number", masked: "+234 803 ··· 0777" },
      maskedEmail: "B··@Example.org",
    });
  });
});

describe("filters", () => {
  const count = async (filters: Partial<OrderFilters>) => (await list({ filters, limit: 40 })).rows.length;

  test("combine", async () => {
    expect(await count({ state: "review" })).toBe(25);
    expect(await count({ state: "review", provider: "reloadly", country: "NG", kind: "airtime" })).toBe(25);
    expect(await count({ state: "review", country: "GH" })).toBe(0);
    expect(await count({ person: true, min: money(1142, "USD") })).toBe(25);
    expect(await count({ person: true, min: money(1143, "USD") })).toBe(0);
    expect(await count({ payment: "lost" })).toBe(0);
    expect(await count({ from: "2026-11-02" })).toBe(0);
    expect(await count({ from: "2026-11-01", to: "2026-11-01", state: "review" })).toBe(25);
    // At ten in the morning UTC it is the next day there.
    expect(await count({ to: "2026-11-01", zone: "Pacific/Kiritimati", state: "review" })).toBe(0);
  });

  test("wrong values are told and left out", () => {
    const { filters, problems } = readOrderFilters({
      state: "gone",
      from: "2026-02-30",
      min: "12,4x",
      max: "5",
      tz: "Mars/Base",
      country: "ng",
    });
    expect(problems.map(({ filter }) => filter).toSorted()).toEqual(["from", "min", "state", "tz"]);
    expect(filters).toMatchObject({
      state: null,
      from: null,
      min: null,
      max: money(500, "USD"),
      zone: "UTC",
      country: "NG",
    });
    expect(readOrderFilters({ min: "5", max: "4" }).problems).toEqual([{ filter: "max", typed: "4" }]);
  });

  test("where much is looked at and nothing found, the next page goes on from there", async () => {
    let page = await list({
      filters: { kind: "airtime", operator: null, min: money(9, "USD"), max: money(10, "USD") },
    });
    expect(page.rows).toEqual([]);
    expect(page.lookedUpTo).not.toBeNull();
    let pages = 1;
    while (page.older) {
      page = await list({
        filters: { kind: "airtime", min: money(9, "USD"), max: money(10, "USD") },
        cursor: { way: "older", id: page.older },
      });
      pages += 1;
    }
    expect(pages).toBe(Math.ceil((COUNT + 25) / 3000));
    expect(page.lookedUpTo).toBeNull();
  });
});

describe("pages", () => {
  /** Goes through the whole list in one direction. */
  async function walk(input: Partial<OrderListInput>): Promise<string[]> {
    const seen: string[] = [];
    let cursor: OrderListInput["cursor"];
    for (let page = await list(input); ; page = await list({ ...input, cursor })) {
      seen.push(...page.rows.map(({ id }) => id));
      if (!page.older) return seen;
      cursor = { way: "older", id: page.older };
    }
  }

  test("orders of the same microsecond are all seen, once each", async () => {
    const seen = await walk({ filters: { state: "review" }, limit: 4 });
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  test("orders a microsecond apart are all seen, newest first", async () => {
    const seen = await walk({ limit: 2500 });
    const all = await ctx.db
      .select({ id: orders.id })
      .from(orders)
      .orderBy(sql`${orders.createdAt} desc`, sql`${orders.id} desc`);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test("back leads to the page one came from", async () => {
    const one = await list({ filters: { state: "review" }, limit: 7 });
    const two = await list({
      filters: { state: "review" },
      limit: 7,
      cursor: { way: "older", id: one.older ?? "" },
    });
    const three = await list({
      filters: { state: "review" },
      limit: 7,
      cursor: { way: "older", id: two.older ?? "" },
    });
    const back = await list({
      filters: { state: "review" },
      limit: 7,
      cursor: { way: "newer", id: three.newer ?? "" },
    });
    expect(back.rows).toEqual(two.rows);
    expect(back.newer).toBe(back.rows[0]?.id);
    const start = await list({
      filters: { state: "review" },
      limit: 7,
      cursor: { way: "newer", id: back.newer ?? "" },
    });
    expect(start.rows).toEqual(one.rows);
    expect(start.newer).toBeNull();
    expect(one.newer).toBeNull();
  });

  test("the last page has nothing older, also when it is full", async () => {
    const whole = await list({ filters: { state: "review" }, limit: 25 });
    expect(whole.rows).toHaveLength(25);
    expect(whole.older).toBeNull();
  });

  test("a cursor that is no order is the first page", async () => {
    const first = await list();
    for (const id of ["x", "00000000-0000-7000-8000-000000000000"])
      expect((await list({ cursor: { way: "older", id } })).rows).toEqual(first.rows);
  });
});

test("nobody but staff reads", async () => {
  const reads = [
    (asked: Ctx) => listOrders(asked, { search: { by: "nothing" }, limit: 1 }),
    (asked: Ctx) => readDesk(asked),
    (asked: Ctx) => readStaffOrder(asked, { id: known.id }),
  ];
  const strangers = [
    { kind: "buyer", id: "guest" } as const,
    { kind: "system", id: "worker" } as const,
    { kind: "staff", id: "u" } as const,
  ];
  for (const actor of strangers)
    for (const read of reads) await expect(read({ ...ctx, actor })).rejects.toThrow(NotPermitted);
});
